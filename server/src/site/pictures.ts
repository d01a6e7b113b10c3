/** A picture of the product in both themes: where it is, and how large it stands on a page, in CSS pixels. */
export type Picture = { light: string; dark: string; width: number; height: number };

/** Pictures are taken at two device pixels for each pixel of a page. */
const pixelRatio = 2;

/** Width and height of a WebP as it stands on a page, from its header (RFC 9649, 2.5). Throws for other kinds of file. */
export function pictureSize(bytes: Buffer): { width: number; height: number } {
  const kind = bytes.toString('latin1', 8, 16);
  const isExtended = kind === 'WEBPVP8X';
  if (!isExtended && kind !== 'WEBPVP8 ') throw new Error('not a picture of scripts/pictures.ts');
  const [width, height] = isExtended
    ? [bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1]
    : [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff];
  return { width: Math.round(width / pixelRatio), height: Math.round(height / pixelRatio) };
}
