import { expect, it } from 'vitest';
import { newKeyText, readKeyText } from './key-text.ts';

it('reads every key it made', () => {
  for (const mode of ['live', 'test'] as const) {
    const made = newKeyText(mode);
    expect(made.text).toMatch(new RegExp(`^wz_${mode}_[0-9A-Za-z]{12}_[0-9A-Za-z]{32}_[0-9A-Za-z]{6}$`));
    expect(readKeyText(made.text)).toEqual({ mode, publicId: made.publicId, secretHash: made.secretHash });
  }
});

it('knows a key with any single wrong character, by its checksum', () => {
  const { text } = newKeyText('test');
  for (let at = 0; at < text.length; at += 1) {
    const wrong = `${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`;
    expect(readKeyText(wrong)).toBeUndefined();
  }
  expect(readKeyText(text.slice(0, -1))).toBeUndefined();
  expect(readKeyText(`${text} `)).toBeUndefined();
});
