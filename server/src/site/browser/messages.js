// @ts-check
import { curl } from './curl.js';
import { clockText, list, make, part, theirs } from './dom.js';
import { showProblem } from './problem.js';

/** @import { Message, TimelineStep } from './api.js' */
/** @import { Sandbox, State } from './sandbox.js' */

/** @type {Record<string, string>} */
const sentences = {
  queued: 'On disk, together with its event.',
  held: 'Waiting; see the reason.',
  sending: 'A worker has it, and encrypts it for the recipient.',
  sent: 'WhatsApp’s server has taken it.',
  delivered: 'It is on the phone.',
  read: 'The chat was opened.',
  received: 'It came in, and its event is ready for your webhook.',
  failed: 'It will not be sent.',
  expired: 'It waited longer than it was allowed to.',
  outcome_unknown: 'It may or may not have gone out; nobody guesses.',
};

let idempotencyKey = crypto.randomUUID();
let showCurl = () => {};

/**
 * @param {Sandbox} sandbox
 * @param {string} key
 */
export function listenToMessages(sandbox, key) {
  const text = part('send-text', HTMLInputElement);
  const form = part('send-form', HTMLFormElement);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (!text.value.trim()) return;
    await sandbox.send(text.value);
  });
  text.addEventListener('input', () => {
    idempotencyKey = crypto.randomUUID();
    showCurl();
  });
  showCurl = () => {
    const to = part('send-to', HTMLElement).dataset['phone'] ?? '';
    const words = curl({ origin: location.origin, key, to, body: text.value, idempotencyKey });
    const place = part('curl', HTMLElement);
    if (place.textContent !== words) place.textContent = words;
  };
}

/**
 * The composer's surroundings, the list of messages, and the timeline of the one that is selected.
 * @param {State} state
 * @param {Sandbox} sandbox
 */
export function showMessages(state, sandbox) {
  if (state.ana) part('send-to', HTMLElement).dataset['phone'] = state.ana.phone;
  showCurl();
  showNote(state);
  showProblem('send-problem', state.refused.send);
  list(part('messages', HTMLElement), state.messages, {
    key: ({ id }) => id,
    make: (message) => row(message, sandbox),
    update: (element, message) => refresh(element, message, message.id === state.selected),
  });
  showTimeline(state.steps, state.selected);
}

/** @param {State} state */
function showNote({ device }) {
  const note = part('send-note', HTMLElement);
  const isOnline = device?.connection.is === 'online';
  note.hidden = isOnline || !device;
  // One thing at a time is the thing to do next: first the link, then the message.
  part('send-act', HTMLElement).className = isOnline ? 'act' : 'plain';
  const text = device?.phone
    ? 'The device is not online: what you send is accepted, and waits.'
    : 'Link the number first; then this button sends.';
  if (note.textContent !== text) note.textContent = text;
}

/**
 * @param {Message} message
 * @param {Sandbox} sandbox
 */
function row({ id, direction, type, text, created_at }, sandbox) {
  return make(
    'li',
    {},
    make(
      'button',
      { type: 'button', onclick: () => sandbox.select(id) },
      make(
        'span',
        { class: `way ${direction}` },
        make('span', { class: 'unseen' }, direction === 'out' ? 'Sent: ' : 'Received: '),
      ),
      make('span', { class: 'words' }, theirs(type === 'text' ? (text?.body ?? '') : `(${type})`)),
      make('span', { class: 'status' }),
      make('time', { datetime: created_at }, clockText(created_at)),
    ),
  );
}

/**
 * @param {HTMLElement} element
 * @param {Message} message
 * @param {boolean} isSelected
 */
function refresh(element, { status, direction }, isSelected) {
  element.querySelector('button')?.setAttribute('aria-pressed', String(isSelected));
  const place = element.querySelector('.status');
  const text = direction === 'in' ? 'received' : status.replaceAll('_', ' ');
  if (place && place.textContent !== text) place.textContent = text;
}

/**
 * @param {TimelineStep[]} steps
 * @param {string | null} selected
 */
function showTimeline(steps, selected) {
  const first = steps[0];
  part('timeline-empty', HTMLElement).hidden = steps.length > 0;
  list(part('timeline', HTMLElement), steps, {
    key: ({ at, type }) => `${selected} ${type} ${at}`,
    make: (step) => {
      const name = step.type.replace(/^message\./, '');
      const later = first && first !== step ? `+${since(first.at, step.at)}` : '';
      announce(name);
      return make(
        'li',
        { class: name === 'failed' || name === 'expired' ? 'bad' : 'done' },
        make(
          'p',
          {},
          make('b', {}, name.replaceAll('_', ' ')),
          make(
            'span',
            { class: 'when', dir: 'ltr' },
            make('time', { datetime: step.at }, clockText(step.at, true)),
            later ? ` ${later}` : '',
          ),
        ),
        make('span', {}, theirs(step.detail ?? sentences[name] ?? '')),
      );
    },
  });
}

/** @param {string} name */
function announce(name) {
  part('said', HTMLElement).textContent = `Message ${name.replaceAll('_', ' ')}`;
}

/**
 * @param {string} from
 * @param {string} to
 */
function since(from, to) {
  const ms = new Date(to).getTime() - new Date(from).getTime();
  return ms < 10_000 ? `${ms} ms` : `${Math.round(ms / 1000)} s`;
}
