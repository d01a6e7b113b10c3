import { createRequire } from 'node:module';
import { verifySignature } from './xeddsa.ts';

/**
 * libsignal answers a bad signature with `false` where its callers expect an exception, and skips the check of a
 * first bundle altogether; here every signature is checked and a bad one throws. Importing this file is the effect.
 */
// The wall to untyped CommonJS: that the shapes are right is what the self-test below finds out.
const requireHere = createRequire(import.meta.url);
const curve = requireHere('libsignal/src/curve.js') as Record<string, unknown>;
const arithmetic = createRequire(requireHere.resolve('libsignal'))('curve25519-js') as Record<string, unknown>;

/** Takes a public key with or without Signal's type byte. */
function verifyOrThrow(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): true {
  const raw = publicKey.length === 33 ? publicKey.subarray(1) : publicKey;
  if (!verifySignature(raw, message, signature)) throw new Error('Invalid signature');
  return true;
}

// The first serves callers inside the library, the second those that imported its function before this ran.
curve['verifySignature'] = verifyOrThrow;
arithmetic['verify'] = verifyOrThrow;

type Verify = (key: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

/** Refuses to run where the check above does not reach the library's callers. */
export function assertSignaturesAreChecked(verify: Verify): void {
  let accepted = false;
  try {
    accepted = verify(Buffer.alloc(32, 9), Buffer.from('self-test'), Buffer.alloc(64, 7));
  } catch {
    accepted = false;
  }
  if (accepted) throw new Error('Signature checks are not effective');
}
