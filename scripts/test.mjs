import path from 'node:path';
import { findBrowser } from './browser.mjs';
import { buildPortal, generateClient } from './build.mjs';
import { playwright, statics, vitest } from './checks.mjs';
import { installDependencies } from './dependencies.mjs';
import { atEnd, command } from './lifetime.mjs';
import { checkNode } from './node-version.mjs';
import { startScratchPostgres, temporaryFolder } from './postgres.mjs';
import { stopRunning } from './processes.mjs';
import { stage } from './stages.mjs';
import { runningStart } from './start-lock.mjs';
import { Tally } from './tally.mjs';

async function build() {
  await buildPortal({ mayReplace: !runningStart() });
  return { passed: 1, failed: 0, skipped: 0, output: '' };
}

/** Everything that must hold, from a fresh clone: one line at the end says how much did. */
async function test() {
  checkNode();
  process.stdout.write('Testing Town Green\n');
  await stage('Dependencies', installDependencies);
  await stage('Database client', generateClient);
  const { folder, remove } = temporaryFolder();
  atEnd(remove);
  const env = { TEST_DEMONSTRATION: folder };
  await stage('Database', async () => {
    const server = await startScratchPostgres();
    atEnd(server.stop);
    env.TEST_POSTGRES_URL = server.url('postgres');
    return 'throw-away PostgreSQL';
  });

  const tally = new Tally();
  await tally.add('Types, lint and format', statics);
  await tally.add('Unit and integration', () => vitest(path.join(folder, 'vitest.json'), { env }));
  const built = await tally.add('Production build', build);
  if (built) await tally.add('Production server', () => production(path.join(folder, 'production.json'), env));
  else await tally.skip('Production server', 'there is no build to start');
  if (built) await tally.add('Browser journeys', () => journeys(path.join(folder, 'playwright.json'), env));
  else await tally.skip('Browser journeys', 'there is no build to visit');
  return tally.close();
}

const production = (report, env) => vitest(report, { project: 'production', env: { ...env, TEST_PRODUCTION: 'on' } });

async function journeys(report, env) {
  const browser = await findBrowser();
  return playwright(report, { env: { ...env, TEST_BROWSER: JSON.stringify(browser) } });
}

atEnd(stopRunning);
await command(test);
