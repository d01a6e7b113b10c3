/** One thing looked at. `warn` works but should be looked at; `fail` must be repaired. */
export type Finding = {
  is: 'ok' | 'warn' | 'fail';
  about: string;
  says: string;
  /** The way forward; may have several lines. */
  fix?: string;
};
