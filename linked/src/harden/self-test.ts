import { Curve } from 'baileys';

/** Throws unless Baileys, as loaded in this process, accepts a good signature and refuses bad ones. */
export function assertSignaturesAreChecked(): void {
  const pair = Curve.generateKeyPair();
  const message = Buffer.from('signed by us');
  const signature = Buffer.from(Curve.sign(pair.private, message));
  const forged = Buffer.from(signature);
  forged[8] = (forged[8] ?? 0) ^ 1;
  const stranger = Curve.generateKeyPair();
  if (!Curve.verify(pair.public, message, signature)) throw new Error('A good signature was refused.');
  if (Curve.verify(pair.public, message, forged)) throw new Error('A forged signature was accepted.');
  if (Curve.verify(stranger.public, message, signature)) throw new Error("A stranger's signature was accepted.");
  if (Curve.verify(pair.public, Buffer.from('other'), signature)) throw new Error('A moved signature was accepted.');
}
