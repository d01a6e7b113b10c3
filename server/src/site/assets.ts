import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { type Picture, pictureSize } from './pictures.ts';

/** One file the browser may ask for. `small` is the brotli form, where it pays. */
export type Asset = { type: string; bytes: Buffer; small?: Buffer };

export type Assets = {
  /** Changes whenever any byte of any file changes; part of every address, so files are cached for good. */
  build: string;
  files: ReadonlyMap<string, Asset>;
  url: (name: string) => string;
  /** A picture of the product by its name in `images/`, without theme and ending. */
  picture: (name: string) => Picture;
};

const here = new URL('./', import.meta.url);

const styles: Record<string, string[]> = {
  'site.css': ['tokens', 'fonts', 'base', 'layout', 'parts', 'form', 'handset', 'ask'],
  'bands.css': ['bands'],
  'home.css': ['home'],
  'features.css': ['front', 'features'],
  'legal.css': ['legal'],
  'start.css': ['start', 'start-messages', 'start-phones', 'start-narrow'],
  'account.css': ['account'],
  'admin.css': ['account', 'admin', 'told', 'desk'],
  'workspaces.css': ['account', 'workspaces'],
  'reference.css': ['reference'],
  'inquiries.css': ['inquiries', 'told'],
  'front.css': ['front'],
  'get-started.css': ['get-started'],
  'resellers.css': ['resellers'],
};

const scripts = [
  'ask',
  'ask-code',
  'site',
  'form',
  'live',
  'strength',
  'consent',
  'case',
  'start',
  'sandbox',
  'api',
  'dom',
  'device',
  'handset',
  'messages',
  'events',
  'curl',
  'problem',
];

const packaged: Record<string, string> = {
  'inter-latin-ext.woff2': import.meta.resolve('@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2'),
  'inter-cyrillic.woff2': import.meta.resolve('@fontsource-variable/inter/files/inter-cyrillic-wght-normal.woff2'),
  'qr.js': import.meta.resolve('qr'),
};

/** Reads all styles, scripts, fonts and pictures into memory once (about 1.5 MiB). Throws when one is missing. */
export function loadAssets(): Assets {
  const files = new Map<string, Asset>();
  for (const [name, parts] of Object.entries(styles)) {
    const text = parts.map((part) => readFileSync(new URL(`styles/${part}.css`, here), 'utf8')).join('\n');
    files.set(name, asset(name, Buffer.from(text)));
  }
  for (const name of scripts) {
    const text = readFileSync(new URL(`browser/${name}.js`, here), 'utf8');
    files.set(`${name}.js`, asset(`${name}.js`, Buffer.from(fromOurOrigin(text))));
  }
  for (const [name, address] of Object.entries(packaged)) {
    files.set(name, asset(name, readFileSync(fileURLToPath(address))));
  }
  for (const folder of ['fonts', 'images']) {
    for (const name of readdirSync(new URL(folder, here))) {
      if (name.includes('.')) files.set(name, asset(name, readFileSync(new URL(`${folder}/${name}`, here))));
    }
  }
  const build = hashOf(files);
  const url = (name: string) => address(build, files, name);
  return { build, files, url, picture: (name) => picture(files, url, name) };
}

function picture(files: Assets['files'], url: Assets['url'], name: string): Picture {
  const [light, dark] = [`${name}-light.webp`, `${name}-dark.webp`];
  return { light: url(light), dark: url(dark), ...pictureSize(files.get(light)?.bytes ?? Buffer.alloc(0)) };
}

/** Browsers do not know package names: the one package our scripts import is served beside them. */
function fromOurOrigin(script: string): string {
  return script.replaceAll(/from 'qr'/g, "from './qr.js'");
}

function asset(name: string, bytes: Buffer): Asset {
  const type = typeOf(name);
  if (!/^text|svg/.test(type)) return { type, bytes };
  const small = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  return { type, bytes, small };
}

function typeOf(name: string): string {
  if (name.endsWith('.css')) return 'text/css; charset=utf-8';
  if (name.endsWith('.js')) return 'text/javascript; charset=utf-8';
  if (name.endsWith('.svg')) return 'image/svg+xml';
  if (name.endsWith('.webp')) return 'image/webp';
  if (name.endsWith('.png')) return 'image/png';
  return 'font/woff2';
}

function hashOf(files: ReadonlyMap<string, Asset>): string {
  const hash = createHash('sha256');
  for (const [name, { bytes }] of files) hash.update(name).update('\0').update(bytes);
  return hash.digest('hex').slice(0, 12);
}

function address(build: string, files: ReadonlyMap<string, Asset>, name: string): string {
  if (!files.has(name)) throw new Error(`no such asset: ${name}`);
  return `/assets/${build}/${name}`;
}
