import { doneOnceTable } from '../store/tables.ts';
import { unlinkDevice } from '../world/devices.ts';
import type { Account } from '../world/world.ts';
import { placeCall } from './calls.ts';
import type { Seen } from './content.ts';
import type { Envelope } from './envelope.ts';
import { tellAuthor, tellOwnDevices } from './receipts.ts';
import { addTask } from './tasks.ts';
import { showTyping } from './typing.ts';

/** What a scripted number does; every other number only takes its messages. */
export type Behaviour =
  | 'echoes'
  | 'reads_only'
  | 'delivers_late'
  | 'is_refused'
  | 'asks_again'
  | 'unlinks_you'
  | 'calls_you'
  | 'answers_stop';

const scripted: ReadonlyMap<string, Behaviour> = new Map([
  ['15550190001', 'echoes'],
  ['15550190002', 'reads_only'],
  ['15550190004', 'delivers_late'],
  ['15550190005', 'is_refused'],
  ['15550190006', 'asks_again'],
  ['15550190007', 'unlinks_you'],
  ['15550190008', 'calls_you'],
  ['15550190010', 'answers_stop'],
]);
const lateByMs = 30_000;

/** WhatsApp's answer when somebody may not start new chats. */
export const refusedError = '463';

export function behaviourOf(phone: string): Behaviour | undefined {
  return scripted.get(phone);
}

/** When the phone takes a message sent now; undefined for at once. */
export function dueForPhone(account: Account): number | undefined {
  return behaviourOf(account.phone) === 'delivers_late' ? account.world.simulator.clock.now() + lateByMs : undefined;
}

/** True for the first frame of a message that the phone pretends not to be able to decrypt. */
export function wantsMessageTwice(account: Account, envelope: Envelope): boolean {
  if (behaviourOf(account.phone) !== 'asks_again' || envelope.recipient || envelope.peer) return false;
  if (envelope.payload.is === 'plain') return false;
  return doOnce(account, `message ${envelope.sender.account.phone} ${envelope.id}`);
}

/** Does what the number is there for. Everything that cannot be done at once is stored as a task in the same commit. */
export function actOn(account: Account, envelope: Envelope, seen: Seen) {
  const writer = envelope.sender.account;
  switch (behaviourOf(account.phone)) {
    case 'echoes':
      read(account, envelope);
      showTyping(account, writer, 'composing');
      return addTask(account, { kind: 'answer', to: writer.phone, body: `echo: ${seen.body}` });
    case 'reads_only':
      return read(account, envelope);
    case 'unlinks_you': {
      const device = envelope.sender.linked;
      if (device && doOnce(account, `unlink ${writer.phone}:${device.id}`)) unlinkDevice(device);
      return;
    }
    case 'calls_you':
      placeCall(account, writer, 'audio');
      return;
    case 'answers_stop':
      if (doOnce(account, `stop ${writer.phone}`)) addTask(account, { kind: 'answer', to: writer.phone, body: 'STOP' });
      return;
    default:
      return;
  }
}

function read(account: Account, envelope: Envelope) {
  const writer = envelope.sender.account;
  tellOwnDevices(account, writer, [envelope.id], undefined);
  tellAuthor(writer, account, [envelope.id], { status: 'read', byLid: envelope.sender.byLid });
}

function doOnce(account: Account, what: string): boolean {
  if (account.doneOnce.has(what)) return false;
  account.doneOnce.add(what);
  account.world.simulator.store.put(doneOnceTable, [account.world.id, account.phone, what]);
  return true;
}
