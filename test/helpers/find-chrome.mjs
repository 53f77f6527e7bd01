/** Finds a Chrome or Chromium, or installs one where this process may; otherwise one sentence says what to do. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const PLACES = {
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(Boolean).map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe')),
};

const onPath = (name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)).find((file) => existsSync(file));

async function installed() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, which does not exist`);
    return named;
  }
  for (const name of NAMES) {
    const file = onPath(name);
    if (file) return file;
  }
  const place = (PLACES[process.platform] ?? []).find((file) => existsSync(file));
  if (place) return place;
  const { chromium } = await import('playwright-core');
  const cached = chromium.executablePath();
  return cached && existsSync(cached) ? cached : undefined;
}

const run = (command, args) => spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
const isDebianRoot = () => process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get') !== undefined;

/** Chinese text must have glyphs, and Latin text the widths of Arial, or screenshots and widths mean nothing. */
const FONTS = ['fonts-noto-cjk', 'fonts-liberation'];
const FONT_FILES = ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', '/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf'];
function ensureFonts() {
  if (!isDebianRoot() || FONT_FILES.every((file) => existsSync(file))) return;
  console.log(`Installing ${FONTS.join(' and ')} …`);
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...FONTS]);
}

export async function findChrome() {
  let file = await installed();
  if (!file && isDebianRoot()) {
    console.log(`Installing Chromium, ${FONTS.join(' and ')} …`);
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', ...FONTS]);
    file = await installed();
  }
  if (!file) throw new Error('No Chrome found: install Chrome or Chromium, or set CHROME_PATH to its program file.');
  ensureFonts();
  return file;
}

export const chromeArgs = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--lang=en-US',
];
