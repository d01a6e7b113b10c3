import { phoneJid } from '../world/accounts.ts';
import { chatOf } from '../world/chats.ts';
import { activeConnection } from '../world/delivery.ts';
import { type Account, nextTick } from '../world/world.ts';

export type TypingState = 'composing' | 'paused';
const typingLastsMs = 10_000;

/** Shows to the other's linked devices that this person types. Nobody who is away hears of it later. */
export function showTyping(account: Account, to: Account, state: TypingState) {
  account.world.simulator.store.after(() => {
    for (const device of to.devices.values()) {
      activeConnection(device)?.send({
        tag: 'chatstate',
        attrs: { from: phoneJid(account) },
        content: [{ tag: state, attrs: {} }],
      });
    }
  });
  noteTyping(to, account, state);
}

/** What the phone of `to` shows while `from` types. */
export function noteTyping(to: Account, from: Account, state: TypingState) {
  const chat = to.chats.get(from.phone);
  if (!chat) return;
  const now = to.world.simulator.clock.now();
  chatOf(to, from.phone).typingUntil = state === 'composing' ? now + typingLastsMs : 0;
  chat.changed = to.changed = nextTick(to.world);
}
