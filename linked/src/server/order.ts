import type { ToWorker } from '../../../server/src/engine/linked/protocol.ts';

const orders: ReadonlySet<string> = new Set<ToWorker['do']>([
  'welcome',
  'renew',
  'open',
  'close',
  'logout',
  'send',
  'read',
  'type',
  'check',
  'took',
]);

/** Whether a frame is one of the server's orders. Its fields are trusted: the socket lies in a private folder of our own user. */
export function isOrder(frame: unknown): frame is ToWorker {
  return (
    typeof frame === 'object' && frame !== null && 'do' in frame && typeof frame.do === 'string' && orders.has(frame.do)
  );
}
