// @ts-check
/** What makes forms kinder where scripts run: showing a password, and saying how strong a new one is. Everything works without. */

for (const button of document.querySelectorAll('button.reveal')) {
  if (button instanceof HTMLButtonElement) offerToShow(button);
}
for (const line of document.querySelectorAll('.strength')) {
  if (line instanceof HTMLElement) measure(line);
}
// Browsers that do not heed autofocus on it: the reader hears what is wrong before the form again.
const summary = document.querySelector('.summary');
if (summary instanceof HTMLElement) summary.focus();

/** @param {HTMLButtonElement} button */
function offerToShow(button) {
  const input = document.getElementById(button.getAttribute('aria-controls') ?? '');
  if (!(input instanceof HTMLInputElement)) return;
  button.hidden = false;
  button.addEventListener('click', () => show(input.type === 'password'));
  // A browser must not offer to remember a password field's text as text.
  input.form?.addEventListener('submit', () => show(false));

  /** @param {boolean} isShown */
  function show(isShown) {
    if (!(input instanceof HTMLInputElement)) return;
    input.type = isShown ? 'text' : 'password';
    button.textContent = (isShown ? button.dataset['hide'] : button.dataset['show']) ?? '';
  }
}

/** @param {HTMLElement} line */
function measure(line) {
  const input = document.getElementById(line.id.replace(/-strength$/, ''));
  if (!(input instanceof HTMLInputElement)) return;
  input.addEventListener('input', () => {
    const { value } = input;
    line.hidden = value === '';
    const isAlike = words(line, input.form).some((word) => value.toLowerCase().includes(word));
    const level = isAlike ? 0 : strengthOf(value);
    line.dataset['level'] = String(level);
    const text = (isAlike && value.length >= 10 ? line.dataset['alike'] : line.dataset[String(level)]) ?? '';
    // Said again only when it changes, or a screen reader would repeat it at every letter.
    if (line.textContent !== text) line.textContent = text;
  });
}

/**
 * What a password must not contain: the brand, and the words of the fields named in `data-about`.
 * @param {HTMLElement} line
 * @param {HTMLFormElement | null} form
 */
function words(line, form) {
  const fields = (line.dataset['about'] ?? '').split(' ').flatMap((name) => {
    const field = form?.elements.namedItem(name);
    return field instanceof HTMLInputElement ? (field.value.split('@')[0] ?? '').split(/\s+/) : [];
  });
  return [line.dataset['brand'] ?? '', ...fields].map((word) => word.toLowerCase()).filter((word) => word.length >= 4);
}

/**
 * A rough guess from length and variety, 0 (refused) to 4; the server has the last word, for it also knows the common ones.
 * @param {string} text
 */
function strengthOf(text) {
  if (text.length < 10) return 0;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(text)).length;
  const distinct = new Set(text).size;
  // A row such as aaaa or 1234 adds little to what can be guessed.
  const steps = [...text].filter((sign, n) => n === 0 || Math.abs(sign.charCodeAt(0) - text.charCodeAt(n - 1)) > 1);
  const worth = steps.length + distinct / 2 + 2 * (kinds - 1);
  return worth < 14 ? 1 : worth < 19 ? 2 : worth < 25 ? 3 : 4;
}
