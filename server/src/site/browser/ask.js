// @ts-check
/**
 * The card behind "Ask a question". Without this script the button is a link to the contact form. It opens by itself once in a
 * browser session, which the server remembers from the moment it is seen or closed.
 */
const root = document.querySelector('.asking');

const opensAfterMs = 8_000;
/** A code helps where the phone is another device: on screens with room, at a mouse. */
const atDesk = window.matchMedia('(min-width: 641px) and (hover: hover)');

/** @param {HTMLElement} ask */
function begin(ask) {
  const card = one(ask, '.ask-card', HTMLElement);
  const button = one(ask, 'button.ask-button', HTMLButtonElement);
  const text = one(ask, 'textarea', HTMLTextAreaElement);
  const send = one(ask, '.ask-end .act', HTMLAnchorElement);
  const number = ask.dataset['number'];
  let isRemembered = ask.dataset['opens'] !== 'true';
  one(ask, 'a.ask-button', HTMLElement).hidden = true;
  button.hidden = false;

  /** @param {boolean} isOpen */
  function turn(isOpen) {
    if (!isOpen && card.contains(document.activeElement)) button.focus();
    card.hidden = !isOpen;
    button.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) address();
    remember();
  }
  function come() {
    ask.dataset['came'] = '';
    turn(true);
  }
  function remember() {
    if (isRemembered) return;
    isRemembered = true;
    void window.fetch('/hinted', { method: 'POST' });
  }
  function address() {
    send.href = number
      ? `https://wa.me/${number}?text=${encodeURIComponent([text.value.trim(), location.origin + location.pathname].filter(Boolean).join('\n\n'))}`
      : `${send.dataset['contact']}?body=${encodeURIComponent(text.value.trim())}`;
    if (number && atDesk.matches) void showCode(send.href, `https://wa.me/${number}`);
  }

  /**
   * @param {string} address
   * @param {string} short
   */
  async function showCode(address, short) {
    const { drawCode } = await import('./ask-code.js');
    // Who typed on meanwhile has asked for another code since.
    if (send.href !== address) return;
    drawCode(one(ask, '.ask-scan svg', SVGSVGElement), address, short);
    one(ask, '.ask-scan', HTMLElement).hidden = false;
  }

  button.addEventListener('click', () => {
    delete ask.dataset['came'];
    turn(card.hidden);
  });
  one(ask, '.ask-close', HTMLElement).addEventListener('click', () => turn(false));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !card.hidden) turn(false);
  });
  text.addEventListener('input', address);
  for (const suggestion of ask.querySelectorAll('.ask-suggestions button')) {
    suggestion.addEventListener('click', () => {
      text.value = suggestion.textContent ?? '';
      address();
      text.focus();
    });
  }
  if (!isRemembered && !wantsLessData()) openOnce(come, () => card.hidden && !isRemembered);
}

/**
 * After eight seconds or half of the page, whatever comes first; not while somebody writes or has a menu open, and not over the
 * foot of the page, whose links and theme it would cover.
 * @param {() => void} open
 * @param {() => boolean} mayOpen
 */
function openOnce(open, mayOpen) {
  let isTime = false;
  const footer = document.querySelector('footer');
  function look() {
    const room = document.documentElement.scrollHeight - window.innerHeight;
    if (!isTime && (room <= 0 || window.scrollY / room < 0.5)) return;
    if (!mayOpen()) return window.removeEventListener('scroll', look);
    const isBusy = document.querySelector(
      'details[open] > summary:focus, .menu[open], :is(input, textarea, select):focus',
    );
    if (isBusy || (footer && footer.getBoundingClientRect().top < window.innerHeight)) return;
    window.removeEventListener('scroll', look);
    open();
  }
  window.setTimeout(() => {
    isTime = true;
    look();
  }, opensAfterMs);
  window.addEventListener('scroll', look, { passive: true });
}

function wantsLessData() {
  const connection = Reflect.get(navigator, 'connection');
  const saves = typeof connection === 'object' && connection !== null && Reflect.get(connection, 'saveData') === true;
  return saves || window.matchMedia('(prefers-reduced-data: reduce)').matches;
}

/**
 * @template {Element} T
 * @param {Element} within
 * @param {string} selector
 * @param {new (...given: never[]) => T} kind
 * @returns {T}
 */
function one(within, selector, kind) {
  const found = within.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`no ${selector}`);
  return found;
}

if (root instanceof HTMLElement) begin(root);
