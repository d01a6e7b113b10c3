import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

/** SQL for an administrator to make our roles, where the owner may not. Empty when none is missing. */
export function createRoles(prefix: string, roles: string[], password: (role: string) => string): string {
  return roles
    .map((role) => `create role ${prefix}_${role} login password '${scramVerifier(password(role))}';`)
    .join('\n');
}

/**
 * What PostgreSQL stores of a password (RFC 5803). It takes this form in place of the password, so that SQL which is
 * shown on a terminal and sent to somebody else lets nobody sign in.
 */
function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const key = (text: string) => createHmac('sha256', salted).update(text).digest();
  const stored = createHash('sha256').update(key('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${stored}:${key('Server Key').toString('base64')}`;
}

const ITERATIONS = 4096;
