// @ts-check
import { createApi } from './api.js';
import { showDevice } from './device.js';
import { list, make, part } from './dom.js';
import { showEvents } from './events.js';
import { listenToHandset, showHandset } from './handset.js';
import { listenToMessages, showMessages } from './messages.js';
import { createSandbox } from './sandbox.js';

/** @import { ProblemBody } from './api.js' */
/** @import { Sandbox, State } from './sandbox.js' */

const key = takeKey();
if (key) open(key);
else showDoor(null);
window.addEventListener('hashchange', () => {
  // Another link was pasted into the same tab: begin anew with its key.
  if (location.hash.startsWith('#key=')) location.reload();
});
for (const button of document.querySelectorAll('button[data-copy]')) button.addEventListener('click', copy);

/** Takes the key out of the address, so that neither history nor a copied address holds it. */
function takeKey() {
  const found = /^#key=(wz_test_[\w-]+)$/.exec(location.hash)?.[1];
  if (location.hash.startsWith('#key=')) history.replaceState(null, '', location.pathname);
  return found;
}

/** @param {string} key */
function open(key) {
  /** @type {Sandbox} */
  const sandbox = createSandbox(createApi(key), (state) => show(state, sandbox));
  listenToHandset(sandbox);
  listenToMessages(sandbox, key);
  part('bench', HTMLElement).hidden = false;
  void sandbox.start();
}

/**
 * @param {State} state
 * @param {Sandbox} sandbox
 */
function show(state, sandbox) {
  if (state.ended) {
    sandbox.stop();
    return showDoor(state.ended);
  }
  showTrouble(state.trouble);
  showDevice(state, sandbox);
  showHandset(state, sandbox);
  showMessages(state, sandbox);
  showEvents(state);
}

/** @param {ProblemBody | null} ended */
function showDoor(ended) {
  part('bench', HTMLElement).hidden = true;
  part('trouble', HTMLElement).hidden = true;
  const door = part('door', HTMLElement);
  if (ended && door.hidden) {
    part('door-title', HTMLElement).textContent =
      ended.code === 'key_expired' ? 'This link has run out' : 'This key no longer opens the sandbox';
    part('door-why', HTMLElement).textContent =
      `${ended.detail} Nothing is lost: the sandbox and its messages are still there.`;
  }
  door.hidden = false;
}

/** @param {ProblemBody | null} trouble */
function showTrouble(trouble) {
  const place = part('trouble', HTMLElement);
  place.hidden = trouble === null;
  list(place, trouble ? [trouble] : [], {
    key: ({ code, status }) => `${code} ${status}`,
    make: ({ title, detail, fix }) =>
      make('p', {}, make('b', {}, title), ` ${detail} ${fix?.text ?? 'This page keeps trying.'}`),
  });
}

/** @param {Event} event */
async function copy(event) {
  const button = event.currentTarget;
  if (!(button instanceof HTMLButtonElement)) return;
  const text = document.getElementById(button.dataset['copy'] ?? '')?.textContent ?? '';
  await navigator.clipboard.writeText(text).then(
    () => (button.textContent = 'Copied'),
    () => (button.textContent = 'Select and copy by hand'),
  );
  window.setTimeout(() => (button.textContent = 'Copy'), 1600);
}
