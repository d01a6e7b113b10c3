/**
 * One line of CSV (RFC 4180). A cell that a spreadsheet could take for a formula gets an apostrophe in front, which shows it as
 * text: those beginning with = + - @ in either width, also behind quotes and white space (OWASP, CSV Injection).
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => csvCell(String(cell ?? ''))).join(',')}\r\n`;
}

function csvCell(text: string): string {
  const safe = /^[\s'"\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
