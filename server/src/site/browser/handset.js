// @ts-check
import { clockText, list, make, part, spaced, theirs } from './dom.js';
import { showProblem } from './problem.js';

/** @import { PhoneMessage } from './api.js' */
/** @import { Sandbox, State } from './sandbox.js' */

/** @type {'shop' | 'ana' | null} */
let chosen = null;
let wasOnline = false;

/** @param {Sandbox} sandbox */
export function listenToHandset(sandbox) {
  part('show-shop', HTMLButtonElement).addEventListener('click', () => turnTo('shop'));
  part('show-ana', HTMLButtonElement).addEventListener('click', () => turnTo('ana'));
  const text = part('ana-text', HTMLInputElement);
  part('ana-write', HTMLFormElement).addEventListener('submit', async (event) => {
    event.preventDefault();
    const body = text.value;
    if (!body.trim()) return;
    text.value = '';
    if (!(await sandbox.answer(body))) text.value = body;
  });
}

/**
 * The two pretend phones: the shop's, which links devices, and the customer's, which chats.
 * @param {State} state
 * @param {Sandbox} sandbox
 */
export function showHandset(state, sandbox) {
  const isOnline = state.device?.connection.is === 'online';
  if (chosen === null || (isOnline && !wasOnline)) turnTo(isOnline ? 'ana' : 'shop');
  wasOnline = isOnline;
  showShop(state, sandbox);
  showAna(state, sandbox);
  showProblem('hand-problem', state.refused.hand);
}

/** @param {'shop' | 'ana'} whose */
function turnTo(whose) {
  chosen = whose;
  for (const one of ['shop', 'ana']) {
    part(`${one}-screen`, HTMLElement).hidden = one !== whose;
    part(`show-${one}`, HTMLElement).setAttribute('aria-pressed', String(one === whose));
  }
  part('hand-under', HTMLElement).hidden = whose !== 'ana';
  toEnd();
}

/**
 * @param {State} state
 * @param {Sandbox} sandbox
 */
function showShop({ shop, pairing, busy, device }, sandbox) {
  if (!shop) return;
  say('shop-name', shop.name ?? 'Shop');
  say('shop-phone', spaced(shop.phone));
  say('shop-face', (shop.name ?? 'S').slice(0, 1));
  part('shop-none', HTMLElement).hidden = shop.linked_devices.length > 0;
  list(part('shop-devices', HTMLElement), shop.linked_devices, {
    key: ({ id }) => String(id),
    make: ({ id, platform }) =>
      make(
        'li',
        {},
        make('span', {}, theirs(device?.name ?? platform), make('small', {}, '')),
        make('button', { type: 'button', class: 'plain small', onclick: () => sandbox.unlink(id) }, 'Unlink'),
      ),
    update: (element, { online }) => {
      const small = element.querySelector('small');
      if (small) small.textContent = online ? 'Connected' : 'Not connected';
    },
  });
  const way = pairing?.qr ? 'Scan the code' : pairing?.code ? 'Type the code' : null;
  list(part('shop-act', HTMLElement), way ? [way] : [], {
    key: (text) => text,
    make: (text) => make('button', { type: 'button', class: 'act', onclick: () => sandbox.link() }, text),
    update: (button) => button.toggleAttribute('disabled', busy),
  });
}

/**
 * @param {State} state
 * @param {Sandbox} sandbox
 */
function showAna({ ana, shop, device }, sandbox) {
  if (!ana) return;
  const peer = device?.phone ?? shop?.phone ?? '';
  say('ana-name', shop?.name ?? 'Shop');
  say('ana-phone', spaced(peer));
  say('ana-face', (shop?.name ?? 'S').slice(0, 1));
  say('show-ana', `${ana.name ?? 'Customer'}’s phone`);
  say('send-to', `${ana.name ?? ''} ${spaced(ana.phone)}`);
  const messages = ana.chats.find(({ with: other }) => other === peer)?.messages ?? [];
  const isAtEnd = atEnd();
  const count = part('ana-log', HTMLElement).childElementCount;
  list(part('ana-log', HTMLElement), messages.slice(-60), { key: ({ id }) => id, make: bubble, update: refresh });
  if (isAtEnd || messages.length !== count) toEnd();
  showUnread(messages, sandbox);
  part('ana-text', HTMLInputElement).disabled = !device?.phone;
  showOnline(ana.name ?? 'Customer', ana.online, sandbox);
}

/** @param {PhoneMessage} message */
function bubble({ direction, type, text, at }) {
  const words = type === 'text' ? (text?.body ?? '') : `(${type})`;
  return make(
    'div',
    { class: `bubble ${direction}` },
    make('span', { class: 'unseen' }, direction === 'in' ? 'Shop: ' : 'Customer: '),
    theirs(words),
    make('time', { datetime: at }, clockText(at)),
    make('span', { class: 'ticks' }),
  );
}

/**
 * @param {HTMLElement} element
 * @param {PhoneMessage} message
 */
function refresh(element, { direction, status }) {
  const ticks = element.querySelector('.ticks');
  const text = direction === 'out' ? status : '';
  if (ticks && ticks.textContent !== text) ticks.textContent = text;
}

/**
 * @param {PhoneMessage[]} messages
 * @param {Sandbox} sandbox
 */
function showUnread(messages, sandbox) {
  const unread = messages.filter(({ direction, status }) => direction === 'in' && status !== 'read');
  const last = unread.at(-1);
  list(part('ana-read', HTMLElement), last ? [last] : [], {
    key: ({ id }) => `${id} ${unread.length}`,
    make: () =>
      make(
        'button',
        { type: 'button', class: 'unread', onclick: () => void readAll(unread, sandbox) },
        unread.length === 1 ? 'Read the new message' : `Read ${unread.length} new messages`,
      ),
  });
}

/**
 * @param {PhoneMessage[]} unread
 * @param {Sandbox} sandbox
 */
async function readAll(unread, sandbox) {
  for (const { id } of unread) if (!(await sandbox.read(id))) return;
  part('ana-text', HTMLElement).focus();
}

/**
 * @param {string} name
 * @param {boolean} online
 * @param {Sandbox} sandbox
 */
function showOnline(name, online, sandbox) {
  list(part('hand-under', HTMLElement), [online], {
    key: String,
    make: () =>
      make(
        'span',
        {},
        online
          ? `${name}’s phone has a network. `
          : `${name}’s phone has no network: messages are sent, not delivered. `,
        make(
          'button',
          { type: 'button', class: 'plain small', onclick: () => sandbox.turn(online ? 'offline' : 'online') },
          online ? 'Take it offline' : 'Bring it back',
        ),
      ),
  });
}

/**
 * @param {string} id
 * @param {string} text
 */
function say(id, text) {
  const element = part(id, HTMLElement);
  if (element.textContent !== text) element.textContent = text;
}

function atEnd() {
  const log = part('ana-log', HTMLElement);
  return log.scrollHeight - log.scrollTop - log.clientHeight < 40;
}

function toEnd() {
  const log = part('ana-log', HTMLElement);
  log.scrollTop = log.scrollHeight;
}
