// @ts-check
import { strengthOf } from './strength.js';

/**
 * What makes forms kinder where scripts run: showing a password, saying how strong a new one is, printing, copying. All of it works without.
 */
for (const button of document.querySelectorAll('button.reveal')) {
  if (button instanceof HTMLButtonElement) offerToShow(button);
}
for (const line of document.querySelectorAll('.strength')) {
  if (line instanceof HTMLElement) measure(line);
}
for (const button of document.querySelectorAll('button.print')) {
  if (!(button instanceof HTMLButtonElement)) continue;
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
for (const button of document.querySelectorAll('button.copy')) {
  if (button instanceof HTMLButtonElement) offerToCopy(button);
}
// For browsers that do not heed autofocus there: what is wrong comes before the form.
const summary = document.querySelector('.summary');
if (summary instanceof HTMLElement) summary.focus();

/** @param {HTMLButtonElement} button */
function offerToShow(button) {
  const input = document.getElementById(button.getAttribute('aria-controls') ?? '');
  if (!(input instanceof HTMLInputElement)) return;
  button.hidden = false;
  button.addEventListener('click', () => show(input, button, input.type === 'password'));
  // A browser must take it for a password when it is sent, and offer to keep it as one.
  input.form?.addEventListener('submit', () => show(input, button, false));
}

/**
 * @param {HTMLInputElement} input
 * @param {HTMLButtonElement} button
 * @param {boolean} isShown
 */
function show(input, button, isShown) {
  input.type = isShown ? 'text' : 'password';
  button.textContent = (isShown ? button.dataset['hide'] : button.dataset['show']) ?? '';
}

/** @param {HTMLButtonElement} button */
function offerToCopy(button) {
  const text = document.getElementById(button.getAttribute('aria-controls') ?? '')?.textContent ?? '';
  // Where the page came by plain http there is no clipboard; the text can be selected all the same.
  if (!('clipboard' in navigator)) return;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = button.dataset['done'] ?? '';
  });
}

/** @param {HTMLElement} line */
function measure(line) {
  const input = document.getElementById(line.id.replace(/-strength$/, ''));
  if (!(input instanceof HTMLInputElement)) return;
  input.addEventListener('input', () => {
    const { strength, isAlike } = strengthOf(input.value, words(line, input.form));
    const text = (isAlike ? line.dataset['alike'] : line.dataset[String(strength)]) ?? '';
    line.hidden = input.value === '';
    line.dataset['level'] = String(strength);
    // Said again only when it changes, or a screen reader would repeat it at every letter.
    if (line.textContent !== text) line.textContent = text;
  });
}

/**
 * @param {HTMLElement} line
 * @param {HTMLFormElement | null} form
 */
function words(line, form) {
  const fields = (line.dataset['about'] ?? '').split(' ').map((name) => {
    const field = form?.elements.namedItem(name);
    return field instanceof HTMLInputElement ? field.value : '';
  });
  return [...(line.dataset['words'] ?? '').split(' '), ...fields, 'whatsapp'];
}
