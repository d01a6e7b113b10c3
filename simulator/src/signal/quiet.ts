/**
 * libsignal prints whole sessions, private keys included, through `console`. Nothing of ours uses `console`, so all of
 * it is dropped. Importing this file is the effect.
 */
const silence = () => {};
globalThis.console.log = silence;
globalThis.console.info = silence;
globalThis.console.warn = silence;
globalThis.console.error = silence;
globalThis.console.debug = silence;
globalThis.console.trace = silence;
