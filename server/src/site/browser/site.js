// @ts-check
/** Without this script the theme form works by a round trip; with it the page keeps its place (and /start its key). */
const form = document.querySelector('form.theme');
if (form instanceof HTMLFormElement) form.addEventListener('submit', (event) => void choose(event, form));

for (const menu of document.querySelectorAll('details.menu, details.own')) {
  if (menu instanceof HTMLDetailsElement) closeOnLeaving(menu);
}

/**
 * A menu closes with Esc, with a link of it, and when somebody goes elsewhere.
 * @param {HTMLDetailsElement} menu
 */
function closeOnLeaving(menu) {
  menu.addEventListener('click', (event) => {
    if (event.target instanceof HTMLAnchorElement) menu.open = false;
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
  document.addEventListener('click', (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.open = false;
  });
}

/**
 * @param {SubmitEvent} event
 * @param {HTMLFormElement} form
 */
async function choose(event, form) {
  const pressed = event.submitter;
  if (!(pressed instanceof HTMLButtonElement)) return;
  event.preventDefault();
  const reply = await window.fetch('/theme', {
    method: 'POST',
    body: new URLSearchParams({ theme: pressed.value }),
    headers: { accept: 'application/json' },
  });
  if (!reply.ok) return;
  if (pressed.value === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = pressed.value;
  for (const button of form.querySelectorAll('button')) button.setAttribute('aria-pressed', String(button === pressed));
}
