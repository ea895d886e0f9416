import path from 'node:path';
import { generateClient } from './build.mjs';
import { statics, vitest } from './checks.mjs';
import { installDependencies } from './dependencies.mjs';
import { atEnd, command } from './lifetime.mjs';
import { checkNode } from './node-version.mjs';
import { temporaryFolder } from './postgres.mjs';
import { stopRunning } from './processes.mjs';
import { stage } from './stages.mjs';
import { Tally } from './tally.mjs';

/** The quick checks of daily work; `npm test` runs them too, and everything that needs a database or a browser. */
async function check() {
  checkNode();
  await stage('Dependencies', installDependencies);
  await stage('Database client', generateClient);
  const { folder, remove } = temporaryFolder();
  atEnd(remove);
  const tally = new Tally();
  await tally.add('Types, lint and format', statics);
  await tally.add('Unit tests', () => vitest(path.join(folder, 'unit.json'), { project: 'unit' }));
  return tally.close();
}

atEnd(stopRunning);
await command(check);
