import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from './failure.mjs';
import { inProject } from './paths.mjs';
import { run, runNode } from './processes.mjs';

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-dev-shm-usage',
];

const installed = [
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap((name) =>
    (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name)),
  ),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const isProgram = (file) => {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
};

/** Each place a Chromium may come from, best first; an entry is looked at only when those before it failed. */
async function* candidates({ chromium }) {
  for (const executablePath of installed.filter(isProgram)) yield { executablePath, from: 'installed' };
  const own = chromium.executablePath();
  if (isProgram(own)) yield { executablePath: own, from: "Playwright's" };
  const packed = await unpackChromium();
  if (packed) yield { ...packed, from: 'packed with the dependencies' };
  if (await installChromium()) yield { executablePath: '/usr/bin/chromium', from: 'installed just now' };
}

/**
 * Returns Playwright launch options for a Chromium that was seen to draw a page here, and in `from` where it came from.
 * As root it may install one with the system's package manager. Fails with a clear sentence when there is none.
 */
export async function findBrowser() {
  const playwright = await import('@playwright/test');
  const args = [...quiet, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    const problem = await startProblem(playwright, { executablePath: named, args });
    if (problem) throw new Failure(`The browser that CHROMIUM_PATH names, ${named}, does not start.`);
    return { executablePath: named, args, from: 'named by CHROMIUM_PATH' };
  }
  for await (const candidate of candidates(playwright)) {
    for (const flags of [args, [...args, '--no-sandbox']]) {
      const options = { ...candidate, args: flags };
      if (!(await startProblem(playwright, options))) return options;
    }
  }
  throw new Failure(
    'No browser was found for the browser tests. Install Chromium or Chrome, or name one with CHROMIUM_PATH, then try again.',
  );
}

/** A browser that lacks fonts starts, and crashes at the first control it draws: so it draws some. */
async function startProblem({ chromium }, options) {
  let browser;
  try {
    browser = await chromium.launch({ ...options, timeout: 20_000 });
    const page = await browser.newPage();
    await page.setContent('<select><option>Town</option></select><input type="date"><button>Green</button>');
    await page.screenshot({ timeout: 10_000 });
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await browser?.close();
  }
}

/**
 * Unpacks the Chromium that @sparticuz/chromium carries, with the libraries a bare system lacks, into node_modules/.cache,
 * and returns how to launch it, or undefined. The package unpacks into the temporary folder of its process: it gets ours.
 * Its own list of font folders names none of a bare system's, so it gets a list too.
 */
async function unpackChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const manifest = inProject('node_modules', '@sparticuz', 'chromium', 'package.json');
  if (!fs.existsSync(manifest)) return undefined;
  const { version } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  const folder = inProject('node_modules', '.cache', `chromium-${version}`);
  if (!fs.existsSync(folder)) {
    const half = `${folder}.${process.pid}`;
    fs.mkdirSync(half, { recursive: true });
    const env = { ...process.env, TMPDIR: half, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
    const { code } = await runNode([fileURLToPath(import.meta.url), 'unpack'], { env });
    if (code !== 0) {
      fs.rmSync(half, { recursive: true, force: true });
      return undefined;
    }
    fs.renameSync(half, folder);
  }
  const fonts = path.join(folder, 'fonts.conf');
  fs.writeFileSync(
    fonts,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${path.join(folder, 'fonts')}</dir><dir>/usr/share/fonts</dir><cachedir>${path.join(folder, 'font-cache')}</cachedir></fontconfig>\n`,
  );
  const env = { ...process.env, LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: fonts };
  return { executablePath: path.join(folder, 'chromium'), env };
}

/** Installs Debian's Chromium when we may; returns whether there is one now. */
async function installChromium() {
  if (process.getuid?.() !== 0 || !isProgram('/usr/bin/apt-get')) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env, cwd: os.tmpdir() });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env, cwd: os.tmpdir() });
  return isProgram('/usr/bin/chromium');
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv[2] === 'unpack') {
  const { default: packed } = await import('@sparticuz/chromium');
  await packed.executablePath();
}
