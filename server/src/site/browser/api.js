// @ts-check
/**
 * @typedef {{ type?: string, title: string, status: number, code: string, detail: string, errors?: { path: string, message: string, suggestion?: string }[], fix?: { text: string, url?: string } }} ProblemBody
 * @typedef {{ is: 'offline' | 'pairing' | 'connecting' | 'online' | 'logged_out' | 'banned', since?: string, reason?: string, retry_at?: string }} Connection
 * @typedef {{ id: string, name: string, kind: string, phone: string | null, paused: boolean, connection: Connection }} Device
 * @typedef {{ method: 'qr' | 'code', qr?: string | null, code?: string | null, expires_at: string }} Pairing
 * @typedef {{ id: string, direction: 'out' | 'in', from: string | null, to: string | null, type: string, text?: { body: string }, status: string, error?: { code: string, detail?: string } | null, created_at: string }} Message
 * @typedef {{ id: string, direction: 'out' | 'in', from: string, type: string, text?: { body: string }, status: string, at: string }} PhoneMessage
 * @typedef {{ id: number, platform: string, online: boolean }} LinkedDevice
 * @typedef {{ phone: string, name: string | null, online: boolean, linked_devices: LinkedDevice[], chats: { with: string, messages: PhoneMessage[] }[] }} Phone
 * @typedef {{ id: string, type: string, timestamp: string, data: Record<string, unknown> }} WebhookEvent
 * @typedef {{ at: string, type: string, detail?: string | null }} TimelineStep
 */

/** A refusal of the API, or `unreachable` when there was no answer at all. */
export class Refusal extends Error {
  /** @param {ProblemBody} body */
  constructor(body) {
    super(body.detail);
    this.body = body;
  }
}

/**
 * A client of the public API and of nothing else. The key lives in this closure only.
 * @param {string} key
 */
export function createApi(key) {
  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   * @returns {Promise<any>} the parsed reply, typed by the verbs below
   */
  async function call(method, path, body) {
    /** @type {Record<string, string>} */
    const headers = { authorization: `Bearer ${key}`, accept: 'application/json' };
    if (method === 'POST') headers['idempotency-key'] = crypto.randomUUID();
    if (body) headers['content-type'] = 'application/json';
    const reply = await window
      .fetch(path, {
        method,
        headers,
        body: body ? JSON.stringify(body) : null,
        cache: 'no-store',
        credentials: 'omit',
      })
      .catch(() => undefined);
    if (!reply) throw new Refusal(unreachable);
    const text = await reply.text().catch(() => '');
    if (reply.ok) return text ? JSON.parse(text) : null;
    throw new Refusal(problemFrom(text, reply.status));
  }

  /** @param {string} phone */
  const phoneAt = (phone) => `/v1/simulator/phones/${encodeURIComponent(phone)}`;

  return {
    /** @returns {Promise<Device[]>} */
    devices: async () => (await call('GET', '/v1/devices')).data,
    /** @returns {Promise<Device>} */
    device: (/** @type {string} */ id) => call('GET', `/v1/devices/${id}`),
    /** @returns {Promise<Device>} */
    addDevice: (/** @type {string} */ name) => call('POST', '/v1/devices', { name, kind: 'linked' }),
    connect: (/** @type {string} */ id) => call('POST', `/v1/devices/${id}/connect`),
    /** @returns {Promise<Pairing>} */
    startPairing: (/** @type {string} */ id, /** @type {object} */ how) =>
      call('POST', `/v1/devices/${id}/pairing`, how),
    /** @returns {Promise<Pairing>} */
    pairing: (/** @type {string} */ id) => call('GET', `/v1/devices/${id}/pairing`),

    /** @returns {Promise<Message>} */
    send: (/** @type {object} */ message) => call('POST', '/v1/messages', message),
    /** @returns {Promise<Message[]>} */
    messages: async () => (await call('GET', '/v1/messages?limit=8')).data,
    /** @returns {Promise<TimelineStep[]>} */
    timeline: async (/** @type {string} */ id) => (await call('GET', `/v1/messages/${id}/timeline`)).data,
    /** @returns {Promise<{ data: WebhookEvent[], next: string }>} */
    events: (/** @type {string | undefined} */ after) =>
      call('GET', `/v1/events?limit=200${after ? `&after=${encodeURIComponent(after)}` : ''}`),

    /** @returns {Promise<Phone[]>} */
    phones: async () => (await call('GET', '/v1/simulator/phones')).data,
    /** @returns {Promise<Phone>} */
    addPhone: (/** @type {string} */ phone, /** @type {string} */ name) =>
      call('POST', '/v1/simulator/phones', { phone, name }),
    /** @returns {Promise<Phone>} */
    phone: (/** @type {string} */ phone) => call('GET', phoneAt(phone)),
    /** One thing a pretend phone does: scan, enter-code, messages, read, unlink, offline, online. */
    act: (/** @type {string} */ phone, /** @type {string} */ verb, /** @type {object} */ body) =>
      call('POST', `${phoneAt(phone)}/${verb}`, body),
  };
}

/** @typedef {ReturnType<typeof createApi>} Api */

/** @type {ProblemBody} */
const unreachable = {
  title: 'The server does not answer',
  status: 0,
  code: 'unreachable',
  detail: 'It is stopped, starting, or cannot be reached from this browser.',
  fix: { text: 'If you stopped it, start it again with npm start. This page keeps trying.' },
};

/**
 * @param {string} text
 * @param {number} status
 * @returns {ProblemBody}
 */
function problemFrom(text, status) {
  try {
    const body = JSON.parse(text);
    if (typeof body.code === 'string') return body;
  } catch {
    // Something between us and the server answered; its words are not ours to show.
  }
  return {
    title: 'An answer that is not ours',
    status,
    code: 'unreadable',
    detail: `Something answered with status ${status} and no reason.`,
  };
}
