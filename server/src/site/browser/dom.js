// @ts-check
/** @typedef {Record<string, string | boolean | ((event: Event) => void)>} Attributes */

/**
 * Makes an element. Children that are text become text nodes, never markup.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes] a function under `onclick` and the like listens; true and false set or leave out
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (typeof value === 'boolean') element.toggleAttribute(name, value);
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/**
 * Text that others wrote: isolated, so that its direction cannot disturb what stands around it.
 * @param {string} text
 */
export function theirs(text) {
  return make('bdi', {}, text);
}

/**
 * A phone in groups of digits that stay in order in every language.
 * @param {string | null | undefined} phone
 */
export function phoneText(phone) {
  return make('span', { class: 'phone' }, spaced(phone ?? ''));
}

/**
 * Makes `parent` show `items` in order, keeping the element of an item that stays, so that focus and selection stay too.
 * @template Item
 * @param {Element} parent
 * @param {Item[]} items
 * @param {{ key: (item: Item) => string, make: (item: Item) => HTMLElement, update?: (element: HTMLElement, item: Item) => void }} how
 */
export function list(parent, items, how) {
  /** @type {Map<string, HTMLElement>} */
  const old = new Map();
  for (const child of parent.children) {
    if (child instanceof HTMLElement) old.set(child.dataset['key'] ?? '', child);
  }
  const wanted = items.map((item) => {
    const key = how.key(item);
    const element = old.get(key) ?? how.make(item);
    element.dataset['key'] = key;
    how.update?.(element, item);
    return element;
  });
  for (const [key, child] of old) if (!items.some((item) => how.key(item) === key)) child.remove();
  for (const [at, element] of wanted.entries()) {
    if (parent.children[at] !== element) parent.insertBefore(element, parent.children[at] ?? null);
  }
}

/**
 * The element with this id; the page is served with all of them.
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function part(id, kind) {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`the page has no ${id}`);
  return element;
}

/**
 * @param {string | Date} at
 * @param {boolean} [exact] with milliseconds
 */
export function clockText(at, exact = false) {
  const date = new Date(at);
  const text = date.toLocaleTimeString([], {
    hour: '2-digit',
    minute: '2-digit',
    second: exact ? '2-digit' : undefined,
    hour12: false,
  });
  return exact ? `${text}.${String(date.getMilliseconds()).padStart(3, '0')}` : text;
}

/**
 * A phone in groups, where its country's habit is known here; else as it is.
 * @param {string} phone
 */
export function spaced(phone) {
  const parts = /^(\+1)(\d{3})(\d{3})(\d{4})$/.exec(phone);
  return parts ? parts.slice(1).join(' ') : phone;
}
