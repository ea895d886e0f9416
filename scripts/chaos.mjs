import path from 'node:path';
import { buildPortal, generateClient } from './build.mjs';
import { vitest } from './checks.mjs';
import { installDependencies } from './dependencies.mjs';
import { atEnd, command } from './lifetime.mjs';
import { checkNode } from './node-version.mjs';
import { temporaryFolder } from './postgres.mjs';
import { stopRunning } from './processes.mjs';
import { stage } from './stages.mjs';
import { runningStart } from './start-lock.mjs';
import { Tally } from './tally.mjs';

/** The long rounds of what `npm test` plays briefly: histories of saving, walks of the workflow, killed servers. Under half an hour. */
async function chaos() {
  checkNode();
  await stage('Dependencies', installDependencies);
  await stage('Database client', generateClient);
  await stage('Build', () => buildPortal({ mayReplace: !runningStart() }));
  const { folder, remove } = temporaryFolder();
  atEnd(remove);
  const env = { CHAOS: 'long', TEST_PRODUCTION: 'on', TEST_DEMONSTRATION: folder };
  const tally = new Tally();
  const long = (name, file) =>
    tally.add(name, () => vitest(path.join(folder, `${path.basename(file)}.json`), { files: [file], env }));
  await long('Histories of saving', 'tests/integration/saving-histories');
  await long('Walks of the workflow', 'tests/integration/workflow-walks');
  await long('PostgreSQL killed', 'tests/production/database-killed');
  await long('Server killed', 'tests/production/server-killed');
  return tally.close();
}

atEnd(stopRunning);
await command(chaos);
