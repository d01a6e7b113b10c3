/** The uuid inside a public id (`dev_` and 32 hex digits) or a uuid itself, in the database's spelling. */
export function uuidOf(id: string): string {
  const hex = id.replace(/^[a-z]+_/, '').replaceAll('-', '');
  if (!/^[0-9a-f]{32}$/.test(hex)) throw new Error('not an id');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
