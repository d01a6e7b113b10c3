import { randomBytes } from 'node:crypto';
import { callsTable } from '../store/tables.ts';
import { phoneJid } from '../world/accounts.ts';
import { deliver, seconds, stanzaId } from '../world/delivery.ts';
import { type Account, type Call, nextTick } from '../world/world.ts';

/** Rings at every linked device of `to` and at the phone. */
export function placeCall(from: Account, to: Account, media: 'audio' | 'video'): Call {
  const { clock } = from.world.simulator;
  const id = randomBytes(8).toString('hex').toUpperCase();
  for (const device of to.devices.values()) {
    deliver(device, {
      tag: 'call',
      attrs: { from: phoneJid(from), id: stanzaId(), t: seconds(clock.now()), notify: from.name },
      content: [
        {
          tag: 'offer',
          attrs: { 'call-id': id, 'call-creator': phoneJid(from), caller_pn: phoneJid(from) },
          content: [{ tag: media, attrs: media === 'audio' ? { enc: 'opus', rate: '16000' } : {} }],
        },
      ],
    });
  }
  const call: Call = { id, peer: to.phone, direction: 'out', status: 'ringing', at: clock.now() };
  saveCall(from, call);
  saveCall(to, { ...call, peer: from.phone, direction: 'in' });
  return call;
}

/** Ends a call on both phones; a call nobody knows is ignored. */
export function endCall(account: Account, id: string, status: 'rejected' | 'ended') {
  const call = account.calls.get(id);
  if (call?.status !== 'ringing') return;
  saveCall(account, { ...call, status });
  const other = account.world.accounts.get(call.peer);
  const theirs = other?.calls.get(id);
  if (other && theirs) saveCall(other, { ...theirs, status });
}

function saveCall(account: Account, call: Call) {
  account.calls.set(call.id, call);
  account.changed = nextTick(account.world);
  account.world.simulator.store.put(callsTable, [
    account.world.id,
    account.phone,
    call.id,
    call.peer,
    call.direction,
    call.status,
    call.at,
  ]);
}
