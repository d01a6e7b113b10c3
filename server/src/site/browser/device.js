// @ts-check
import encodeQR from 'qr';
import { list, make, part, phoneText } from './dom.js';
import { showProblem } from './problem.js';

/** @import { Device, Pairing } from './api.js' */
/** @import { Sandbox, State } from './sandbox.js' */

/** @type {Record<Device['connection']['is'], string>} */
const states = {
  offline: 'Offline',
  pairing: 'Waiting for a scan',
  connecting: 'Connecting',
  online: 'Online',
  logged_out: 'Logged out',
  banned: 'Refused by WhatsApp',
};

/** @type {Record<string, string>} */
const reasons = {
  replaced_elsewhere: 'The same device was opened somewhere else.',
  needs_relink: 'The link has to be made again.',
  auth_failed: 'WhatsApp did not accept the device.',
  client_outdated: 'WhatsApp asks for a newer client.',
  restricted: 'WhatsApp has restricted the account for a while.',
  network: 'The connection was lost; it comes back by itself.',
};

/**
 * The device and its connection: a code to scan, or the state and the way on.
 * @param {State} state
 * @param {Sandbox} sandbox
 */
export function showDevice(state, sandbox) {
  const { device, pairing } = state;
  const chip = part('connection', HTMLElement);
  chip.dataset['is'] = device?.connection.is ?? '';
  const text = device ? states[device.connection.is] : 'Looking';
  if (chip.textContent !== text) chip.textContent = text;
  list(part('link-body', HTMLElement), device ? [{ device, pairing }] : [], {
    key: (item) =>
      `${item.device.connection.is} ${item.pairing?.qr ?? item.pairing?.code ?? ''} ${item.device.connection.reason ?? ''}`,
    make: (item) => body(item.device, item.pairing, sandbox),
  });
  showProblem('link-problem', state.refused.link);
}

/**
 * @param {Device} device
 * @param {Pairing | null} pairing
 * @param {Sandbox} sandbox
 */
function body(device, pairing, sandbox) {
  if (device.connection.is === 'pairing' && pairing?.qr) return qrBody(pairing.qr, sandbox);
  if (device.connection.is === 'pairing' && pairing?.code) return codeBody(pairing.code, sandbox);
  if (device.connection.is === 'pairing') return make('p', { class: 'note' }, 'Asking WhatsApp’s side for a code.');
  if (device.connection.is === 'online') return onlineBody(device);
  if (device.connection.is === 'connecting')
    return make('p', { class: 'note' }, 'The device is opening its encrypted connection.');
  return offlineBody(device, sandbox);
}

/**
 * @param {string} qr
 * @param {Sandbox} sandbox
 */
function qrBody(qr, sandbox) {
  return make(
    'div',
    { class: 'pair' },
    picture(qr),
    make(
      'div',
      {},
      make('p', {}, 'This is a real pairing code, in the form WhatsApp uses. Let the shop’s phone scan it.'),
      make('p', { class: 'note' }, 'It changes by itself every few seconds, as WhatsApp’s does.'),
      make(
        'button',
        { type: 'button', class: 'plain small', onclick: () => sandbox.pair('code') },
        'Use a code instead',
      ),
    ),
  );
}

/**
 * @param {string} code
 * @param {Sandbox} sandbox
 */
function codeBody(code, sandbox) {
  return make(
    'div',
    { class: 'pair' },
    make('p', { class: 'pairing-code', dir: 'ltr' }, `${code.slice(0, 4)}-${code.slice(4)}`),
    make(
      'div',
      {},
      make('p', {}, 'Let the shop’s phone type this code: the way for people whose only screen is the phone itself.'),
      make(
        'button',
        { type: 'button', class: 'plain small', onclick: () => sandbox.pair('qr') },
        'Use a QR code instead',
      ),
    ),
  );
}

/** @param {Device} device */
function onlineBody(device) {
  return make(
    'dl',
    { class: 'pairs' },
    make('div', {}, make('dt', {}, 'Number'), make('dd', {}, phoneText(device.phone))),
    make('div', {}, make('dt', {}, 'Device'), make('dd', {}, make('bdi', {}, device.name))),
    make('div', {}, make('dt', {}, 'Id'), make('dd', {}, make('code', {}, device.id))),
  );
}

/**
 * @param {Device} device
 * @param {Sandbox} sandbox
 */
function offlineBody(device, sandbox) {
  const { is, reason } = device.connection;
  const needsPairing = is === 'logged_out' || device.phone === null || reason === 'needs_relink';
  const why =
    is === 'logged_out'
      ? 'The link was removed on the phone. The device does not dial again until it is paired anew.'
      : is === 'banned'
        ? 'WhatsApp answered that this account may not connect. Only WhatsApp can lift that.'
        : (reasons[reason ?? ''] ?? 'The device is not connected. Messages you send wait until it is.');
  const way = needsPairing
    ? make('button', { type: 'button', class: 'act', onclick: () => sandbox.pair('qr') }, 'Show a new code')
    : make('button', { type: 'button', class: 'act', onclick: () => sandbox.connect() }, 'Connect');
  return make('div', { class: 'stack' }, make('p', {}, why), ...(is === 'banned' ? [] : [way]));
}

/** @param {string} text */
function picture(text) {
  const rows = encodeQR(text, 'raw', { ecc: 'low', border: 2 });
  const path = rows.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('');
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const dark = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', `0 0 ${rows.length} ${rows.length}`);
  svg.setAttribute('class', 'qr');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', 'QR code that links a device');
  svg.setAttribute('shape-rendering', 'crispEdges');
  dark.setAttribute('d', path);
  svg.append(dark);
  return svg;
}
