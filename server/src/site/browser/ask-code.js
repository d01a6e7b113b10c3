// @ts-check
import encodeQR from 'qr';

const lettersMax = 220;

/**
 * The address for a phone that looks at this screen; the short one where the code would become too fine to be read.
 * @param {SVGSVGElement} svg
 * @param {string} address
 * @param {string} short
 */
export function drawCode(svg, address, short) {
  const rows = encodeQR(address.length > lettersMax ? short : address, 'raw', { ecc: 'low', border: 3 });
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  svg.setAttribute('viewBox', `0 0 ${rows.length} ${rows.length}`);
  svg.querySelector('path')?.setAttribute('d', path);
}
