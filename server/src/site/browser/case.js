// @ts-check
/** Looks every few seconds whether the message has arrived, and then loads the page, which says so. Without it one presses the button. */
const waiting = document.querySelector('[data-state]');
if (waiting instanceof HTMLElement) {
  const live = waiting.querySelector('[data-live]');
  if (live instanceof HTMLElement) live.hidden = false;
  window.setInterval(() => void look(waiting.dataset['state'] ?? ''), 4_000);
}

/** @param {string} before */
async function look(before) {
  if (document.hidden) return;
  const reply = await window
    .fetch(`${window.location.pathname}/state`, { headers: { accept: 'application/json' } })
    .catch(() => null);
  if (!reply?.ok) return;
  /** @type {{ state: string }} */
  const { state } = await reply.json();
  if (state !== before) window.location.reload();
}
