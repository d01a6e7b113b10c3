import { createRequire } from 'node:module';
import { quickenRawKeys } from './raw-keys.ts';
import { verifyXeddsa } from './signature.ts';

/** The only version whose inner workings the durable repository was proven against. */
const baileysVersion = '7.0.0-rc14';

type Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array, isInit?: boolean) => boolean;

const load = createRequire(import.meta.url);

/**
 * Makes the process fit to hold keys; must run before Baileys is imported anywhere.
 * Throws when Node or Baileys is not the proven one.
 */
export function harden(): void {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 24) throw new Error(`Node 24 or newer is needed, this is ${process.versions.node}.`);
  const found: { version: string } = load('baileys/package.json');
  if (found.version !== baileysVersion) {
    throw new Error(`Baileys ${baileysVersion} is needed exactly, ${found.version} is installed.`);
  }
  silenceConsole();
  quickenRawKeys();
  refuseBadSignatures();
}

/** libsignal prints whole session records, private keys included, through the console. */
function silenceConsole(): void {
  const nothing = () => {};
  Object.assign(globalThis.console, {
    log: nothing,
    info: nothing,
    warn: nothing,
    error: nothing,
    debug: nothing,
    trace: nothing,
    dir: nothing,
  });
}

/**
 * libsignal 6 answers with a boolean where Baileys expects an exception, so that every signature passed.
 * The CommonJS export is replaced before the first ES import takes its snapshot of it.
 */
function refuseBadSignatures(): void {
  const curve: { verifySignature: Verify } = load('libsignal/src/curve.js');
  const original = curve.verifySignature;
  curve.verifySignature = (publicKey, message, signature) => {
    const key = publicKey.length === 33 ? publicKey.subarray(1) : publicKey;
    // What the fast way refuses the library's own way judges, so that nothing it accepts is lost.
    if (verifyXeddsa(key, message, signature) || original(publicKey, message, signature, false)) return true;
    throw new Error('Invalid signature');
  };
}
