// @ts-check
import { Refusal } from './api.js';

/** @import { Api, Device, Message, Pairing, Phone, ProblemBody, TimelineStep, WebhookEvent } from './api.js' */

/**
 * Everything the page shows. `refused` holds the last refusal of each place where somebody can act.
 * @typedef {{
 *   device: Device | null, pairing: Pairing | null, shop: Phone | null, ana: Phone | null,
 *   messages: Message[], selected: string | null, steps: TimelineStep[], events: WebhookEvent[],
 *   trouble: ProblemBody | null, ended: ProblemBody | null,
 *   refused: Record<Place, ProblemBody | null>, busy: boolean,
 * }} State
 * @typedef {'link' | 'hand' | 'send'} Place
 */

const shopPhone = { phone: '+15550100101', name: 'Corner Bakery' };
const anaPhone = { phone: '+15550100102', name: 'Ana' };
const eventsKept = 60;
const calmMs = 900;
const eagerMs = 250;
const eagerRounds = 16;
const hiddenMs = 5000;
const backoffMsMax = 8000;

/**
 * Keeps a picture of the sandbox by reading the event list, and acts on it. `show` is called after every change.
 * @param {Api} api
 * @param {(state: State) => void} show
 */
export function createSandbox(api, show) {
  /** @type {State} */
  const state = {
    device: null,
    pairing: null,
    shop: null,
    ana: null,
    messages: [],
    selected: null,
    steps: [],
    events: [],
    trouble: null,
    ended: null,
    refused: { link: null, hand: null, send: null },
    busy: false,
  };
  /** @type {string | undefined} */
  let cursor;
  let eagerLeft = 0;
  let failures = 0;
  let timer = 0;
  let isPinned = false;

  async function round() {
    window.clearTimeout(timer);
    try {
      if (!state.device || !state.shop || !state.ana) await settle();
      await readEvents();
      failures = 0;
      state.trouble = null;
    } catch (reason) {
      fail(reason);
    }
    show(state);
    if (!state.ended) timer = window.setTimeout(round, pause());
  }

  function pause() {
    if (failures > 0) return Math.min(backoffMsMax, 500 * 2 ** failures);
    if (document.hidden) return hiddenMs;
    if (eagerLeft === 0) return calmMs;
    eagerLeft -= 1;
    return eagerMs;
  }

  /** Finds or makes the device and the two phones, and shows a first QR code where nothing was ever linked. */
  async function settle() {
    const device = (await api.devices()).find(({ kind }) => kind === 'linked') ?? (await api.addDevice(shopPhone.name));
    const phones = await api.phones();
    const shop =
      phones.find(({ phone }) => phone === device.phone) ?? phones.find(({ phone }) => phone === shopPhone.phone);
    const ana = phones.find(
      ({ phone }) => phone !== device.phone && phone !== shop?.phone && phone !== shopPhone.phone,
    );
    state.shop = shop ?? (await api.addPhone(shopPhone.phone, shopPhone.name));
    state.ana = ana ?? (await api.addPhone(anaPhone.phone, anaPhone.name));
    state.device = device;
    await look();
    if (state.device.connection.is === 'offline' && state.device.phone === null) {
      state.pairing = await api.startPairing(device.id, { method: 'qr' });
      await look();
    }
  }

  async function readEvents() {
    const isFirst = cursor === undefined;
    let isNews = false;
    for (;;) {
      const page = await api.events(cursor);
      cursor = page.next;
      isNews ||= page.data.length > 0;
      state.events = [...page.data.toReversed(), ...state.events].slice(0, eventsKept);
      if (page.data.length < 200) break;
    }
    if (isNews && !isFirst) eagerLeft = eagerRounds;
    if (isNews || isOver(state.pairing)) await look();
  }

  /** Reads everything on the page again; all of it is small. */
  async function look() {
    if (!state.device || !state.shop || !state.ana) return;
    const [device, shop, ana, messages] = await Promise.all([
      api.device(state.device.id),
      api.phone(state.shop.phone),
      api.phone(state.ana.phone),
      api.messages(),
    ]);
    const newest = messages.toSorted((a, b) => (a.created_at < b.created_at ? 1 : -1));
    if (!isPinned || !newest.some(({ id }) => id === state.selected)) {
      state.selected = (newest.find(({ direction }) => direction === 'out') ?? newest[0])?.id ?? null;
    }
    Object.assign(state, { device, shop, ana, messages: newest });
    state.pairing =
      device.connection.is === 'pairing' && isShown(state.events) ? await maybe(api.pairing(device.id)) : null;
    state.steps = state.selected ? await api.timeline(state.selected) : [];
  }

  /** @param {unknown} reason */
  function fail(reason) {
    if (!(reason instanceof Refusal)) throw reason;
    failures += 1;
    if (reason.body.code === 'cursor_expired') {
      cursor = undefined;
      state.events = [];
    } else if (reason.body.code.startsWith('key_')) state.ended = reason.body;
    else state.trouble = reason.body;
  }

  /**
   * Does one thing a person asked for; a refusal is shown where they asked.
   * @param {Place} place
   * @param {() => Promise<unknown>} deed
   * @returns {Promise<boolean>} whether it was done
   */
  async function act(place, deed) {
    state.refused[place] = null;
    state.busy = true;
    show(state);
    try {
      await deed();
      eagerLeft = eagerRounds;
      await look();
      return true;
    } catch (reason) {
      if (!(reason instanceof Refusal)) throw reason;
      if (reason.body.code.startsWith('key_')) state.ended = reason.body;
      state.refused[place] = reason.body;
      return false;
    } finally {
      state.busy = false;
      show(state);
      if (!state.ended) {
        window.clearTimeout(timer);
        timer = window.setTimeout(round, eagerMs);
      }
    }
  }

  return {
    start: round,
    stop: () => window.clearTimeout(timer),
    pair: (/** @type {'qr' | 'code'} */ method) =>
      act('link', async () => {
        if (!state.device || !state.shop) return;
        const how = method === 'qr' ? { method } : { method, phone: state.shop.phone };
        state.pairing = await api.startPairing(state.device.id, how);
      }),
    connect: () => act('link', async () => state.device && api.connect(state.device.id)),
    /** The shop's phone scans the QR code, or types the code, that is on the screen beside it. */
    link: () =>
      act('hand', async () => {
        if (!state.shop || !state.pairing) return;
        const { method, qr, code } = state.pairing;
        if (method === 'qr') await api.act(state.shop.phone, 'scan', { qr });
        else await api.act(state.shop.phone, 'enter-code', { code });
      }),
    unlink: (/** @type {number} */ device) =>
      act('hand', async () => state.shop && api.act(state.shop.phone, 'unlink', { device })),
    answer: (/** @type {string} */ body) =>
      act('hand', async () => {
        const to = state.device?.phone;
        if (state.ana && to) await api.act(state.ana.phone, 'messages', { to, type: 'text', text: { body } });
      }),
    read: (/** @type {string} */ message) =>
      act('hand', async () => state.ana && api.act(state.ana.phone, 'read', { message })),
    turn: (/** @type {'online' | 'offline'} */ to) =>
      act('hand', async () => state.ana && api.act(state.ana.phone, to, {})),
    send: (/** @type {string} */ body) =>
      act('send', async () => {
        if (!state.device || !state.ana) return;
        isPinned = false;
        await api.send({ device: state.device.id, to: state.ana.phone, type: 'text', text: { body } });
      }),
    select: (/** @type {string} */ id) =>
      act('send', async () => {
        isPinned = true;
        state.selected = id;
      }),
  };
}

/** @typedef {ReturnType<typeof createSandbox>} Sandbox */

/**
 * Whether the last word about pairing was that a code is coming or there; asking for one that is used up would only be refused.
 * @param {WebhookEvent[]} events newest first
 */
function isShown(events) {
  const pairing = events.find(({ type }) => type === 'device.pairing_updated')?.data['pairing'];
  if (typeof pairing !== 'object' || pairing === null || !('status' in pairing)) return true;
  return pairing.status === 'started' || pairing.status === 'shown';
}

/** @param {Pairing | null} pairing */
function isOver(pairing) {
  return pairing !== null && new Date(pairing.expires_at) <= new Date();
}

/**
 * What may be gone by the time it is asked for.
 * @template Thing
 * @param {Promise<Thing>} asked
 * @returns {Promise<Thing | null>}
 */
async function maybe(asked) {
  try {
    return await asked;
  } catch (reason) {
    if (reason instanceof Refusal && reason.body.code === 'not_found') return null;
    throw reason;
  }
}
