// Compares database and file storage: npm run storage:check [-- --sweep]
import { parseArgs } from 'node:util';
import { generateClient } from './build.mjs';
import { installDependencies } from './dependencies.mjs';
import { Failure } from './failure.mjs';
import { command } from './lifetime.mjs';
import { checkNode } from './node-version.mjs';
import { databaseToRead } from './portal-database.mjs';
import { runNode } from './processes.mjs';
import { makeFolders, readEnvFile, readSettings, serverEnvironment } from './settings.mjs';
import { stage } from './stages.mjs';

/**
 * Reads every stored file, while the portal runs or not; exit code 1 when one is missing or changed. Bytes without a row
 * are counted, and removed with --sweep (the worker does so every night).
 */
async function check() {
  checkNode();
  const { values } = parseArgs({ options: { sweep: { type: 'boolean', default: false } } });
  readEnvFile();
  const settings = readSettings();
  makeFolders(settings);

  process.stdout.write('Checking the files of Town Green\n');
  await stage('Dependencies', installDependencies);
  await stage('Database client', generateClient);
  let url;
  await stage('Database', async () => {
    url = await databaseToRead(settings);
  });
  let report;
  await stage('Files', async () => {
    const env = { ...serverEnvironment(settings, settings.portalUrl ?? url), LOG_LEVEL: 'silent' };
    const { code, stdout, output } = await runNode(
      ['--import', 'tsx', 'scripts/storage-report.ts', ...(values.sweep ? ['--sweep'] : [])],
      { env },
    );
    if (code !== 0) throw new Failure(`The files could not be checked: ${output.trim().split('\n').at(-1)}`);
    report = JSON.parse(stdout);
    return `${report.checked.files} read`;
  });
  return tell(report);
}

function tell({ checked, swept }) {
  const lines = [
    ...checked.missing.map((id) => `The bytes of evidence ${id} are gone.`),
    ...checked.changed.map((id) => `The bytes of evidence ${id} are not what was uploaded.`),
    ...checked.back.map((id) => `The bytes of evidence ${id} are back.`),
  ];
  if (swept.held > 0)
    lines.push(
      `${swept.held} of ${swept.files} stored files have no row, which is most of them: none was removed. Do database and storage belong together?`,
    );
  else if (swept.orphans > 0) lines.push(`${swept.orphans} stored files without a row, ${swept.removed} removed.`);
  process.stdout.write(`\n${lines.length > 0 ? lines.join('\n') : 'Database and files agree.'}\n`);
  return checked.missing.length + checked.changed.length + swept.held > 0 ? 1 : 0;
}

await command(check);
