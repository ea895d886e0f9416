import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { inProject } from '@/scripts/paths.mjs';
import { freePort } from '@/scripts/postgres.mjs';
import { serve } from '@/scripts/server.mjs';
import { linkTree } from './link-tree';
import { warningIn } from './warnings';
import { worldStart } from './world';

export type Portal = { address: string; output: () => string };

const manifest = 'functions-config-manifest.json';

/** What the server reads beside its build. */
const readAtRunTime = ['package.json', 'next.config.js', 'lib/answer-headers.mjs', 'lib/passwords/known.txt'];

/**
 * A folder with the same build, whose manifest names no proxy: Next starts it as if proxy.ts were empty. Everything else is
 * the very files that are served with the proxy, so a second build of half a minute is spared, and the portal needs no
 * switch that could be left on.
 */
function buildWithoutProxy(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `town-green-${process.pid}-`));
  linkTree(inProject('.next'), path.join(folder, '.next'), (name) => name !== 'cache' && name !== manifest);
  const listed = JSON.parse(fs.readFileSync(inProject('.next', 'server', manifest), 'utf8')) as {
    functions: Record<string, unknown>;
  };
  if (!listed.functions['/_middleware']) throw new Error('The build names its proxy elsewhere now; look for it anew');
  delete listed.functions['/_middleware'];
  fs.writeFileSync(path.join(folder, '.next', 'server', manifest), JSON.stringify(listed));
  for (const name of readAtRunTime) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.copyFileSync(inProject(name), path.join(folder, name));
  }
  fs.symlinkSync(inProject('node_modules'), path.join(folder, 'node_modules'));
  return folder;
}

/** Starts the built portal on this test file's database (after `freshDatabase()`) at the beginning of the world's time. */
export async function startPortal(
  options: { proxy?: boolean; variables?: Record<string, string> } = {},
): Promise<Portal> {
  const folder = options.proxy === false ? buildWithoutProxy() : undefined;
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    NEXTAUTH_URL: address,
    BASE_URL: address,
    TEST_SERVER: 'on',
    TOWN_GREEN_NOW: worldStart,
    LOG_LEVEL: 'error',
    NEXT_TELEMETRY_DISABLED: '1',
    ...options.variables,
  };
  let warned = '';
  const onOutput = (chunk: Buffer) => void (warned ||= warningIn(String(chunk)));
  const server = await serve('start', { host: '127.0.0.1', port, env, folder, quiet: true, onOutput });
  afterAll(async () => {
    await server.stop();
    if (warned) throw new Error(`The server warned: ${warned}`);
    if (folder) fs.rmSync(folder, { recursive: true, force: true });
  });
  return { address, output: server.output };
}
