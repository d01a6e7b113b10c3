/** Places where a test may have the worker die as by `kill -9`. */
export type Failpoint =
  | 'encrypt.before_commit'
  | 'encrypt.after_commit'
  | 'send.after_wire'
  | 'decrypt.before_commit'
  | 'decrypt.after_commit'
  | 'receive.after_receipt'
  | 'receipt.before_commit'
  | 'receipt.after_commit'
  | 'pairing.after_commit';

const [armed, nth] = (process.env['WZ_FAILPOINT'] ?? '').split(':');
let left = Number(nth ?? 1);

/** Kills the process at the nth passage of the armed place; costs one comparison otherwise. */
export function failpoint(place: Failpoint): void {
  if (armed !== place) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
}
