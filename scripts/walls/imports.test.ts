import { describe, expect, it } from 'vitest';
import { cruiseImports } from './cruise.ts';
import { houseLaw } from './law.ts';
import { plantedImports } from './planted-imports.ts';
import { drawHouse } from './skeleton.ts';

describe('the law of imports', () => {
  it('leaves a house in peace that uses every permission and nothing more', async () => {
    using house = drawHouse(houseLaw);
    const { breaches, modules, files } = await cruiseImports(house.root, houseLaw);
    expect(breaches).toEqual([]);
    expect(modules).toBe(files);
    expect(files).toBeGreaterThan(40);
  });

  it('reports each planted violation by the rule meant for it, and nothing else', async () => {
    using house = drawHouse(houseLaw);
    for (const { file, text, beside } of plantedImports)
      for (const [path, line] of Object.entries({ [file]: text, ...beside })) house.put(path, `${line}\n`);
    const { breaches } = await cruiseImports(house.root, houseLaw);
    const reported = [...new Set(breaches.map(({ rule, file }) => `${rule} ${file}`))].sort();
    expect(reported).toEqual(plantedImports.map(({ rule, file }) => `${rule} ${file}`).sort());
  });

  it('fails when it saw fewer modules than there are files', async () => {
    using house = drawHouse(houseLaw);
    house.put('server/src/base/unread.d/file.ts', 'export const unread = 1;\n');
    const { breaches } = await cruiseImports(house.root, houseLaw, { doNotCruise: 'unread' });
    expect(breaches.map(({ rule }) => rule)).toEqual(['cruise-sees-all']);
  });
});
