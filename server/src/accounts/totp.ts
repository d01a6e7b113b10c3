import { generateSecret, generateURI, verifySync } from 'otplib';

/** Time steps of 30 seconds, six digits, SHA-1 (RFC 6238): what every authenticator app can do. */
const stepSeconds = 30;

/** A new secret in Base32. */
export function newTotpSecret(): string {
  return generateSecret();
}

/** What an authenticator app reads from a QR code. */
export function totpAddress(secret: string, { issuer, email }: { issuer: string; email: string }): string {
  return generateURI({ secret, issuer, label: email });
}

/** The time step whose code this is, now or one step away; undefined when it is none of the three. */
export function totpStep(secret: string, code: string, now: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const verdict = verifySync({
    secret,
    token: code,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: stepSeconds,
  });
  return verdict.valid && 'epoch' in verdict ? Math.floor(verdict.epoch / stepSeconds) : undefined;
}
