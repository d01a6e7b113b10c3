import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

it('ships as plain JavaScript that imports by the names of the package', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wz-client-'));
  try {
    execFileSync(
      process.execPath,
      ['node_modules/typescript/bin/tsc', '-p', 'client/tsconfig.build.json', '--outDir', join(folder, 'dist')],
      { cwd: root },
    );
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const { exports: names } = JSON.parse(readFileSync(join(root, 'client/package.json'), 'utf8')) as {
      exports: Record<string, { default: string }>;
    };
    const found: string[] = [];
    for (const { default: file } of Object.values(names)) {
      found.push(...Object.keys((await import(pathToFileURL(join(folder, file)).href)) as object));
    }
    expect(found).toEqual(expect.arrayContaining(['createClient', 'verifyWebhook']));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
