// @ts-check
/**
 * A GET form that answers while one types: `<form data-live="one two">` asks its own address and takes the elements with those ids
 * out of the answer. The server does all the work, as it does without this script.
 */
for (const form of document.querySelectorAll('form[data-live]')) if (form instanceof HTMLFormElement) enliven(form);

/** @param {HTMLFormElement} form */
function enliven(form) {
  const pauseMs = 180;
  let timer = 0;
  let latest = 0;

  form.addEventListener('input', () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), pauseMs);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    window.clearTimeout(timer);
    void ask();
  });
  for (const element of parts(document)) colour(element);
  // What only those without this script need to press.
  for (const button of form.querySelectorAll('[data-without-script]')) button.setAttribute('hidden', '');

  async function ask() {
    const turn = ++latest;
    const url = new URL(form.action);
    url.hash = '';
    url.search = query();
    const reply = await window.fetch(url, { headers: { accept: 'text/html' } }).catch(() => undefined);
    if (!reply) return;
    const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
    // Answers may overtake each other: only the last one asked for counts.
    if (turn !== latest) return;
    for (const element of parts(document)) {
      const fresh = page.getElementById(element.id);
      if (!fresh) continue;
      element.replaceChildren(...fresh.childNodes);
      for (const { name, value } of fresh.attributes) element.setAttribute(name, value);
      colour(element);
    }
    window.history.replaceState(null, '', url);
  }

  /** What this form says now, beside what other forms of the page said before. */
  function query() {
    const params = new URLSearchParams(window.location.search);
    for (const [name, value] of new FormData(form)) {
      if (value === '') params.delete(name);
      else params.set(name, String(value));
    }
    return String(params);
  }

  /** @param {Document} root */
  function parts(root) {
    return (form.dataset['live'] ?? '').split(' ').flatMap((id) => root.getElementById(id) ?? []);
  }
}

/**
 * Colours of a preview: without this script a stylesheet of the server sets them.
 * @param {HTMLElement} element
 */
function colour(element) {
  const { accent, onAccent } = element.dataset;
  if (accent) element.style.setProperty('--accent', accent);
  if (onAccent) element.style.setProperty('--on-accent', onAccent);
}
