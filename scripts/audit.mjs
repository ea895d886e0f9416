// npm run audit:verify, npm run audit:seal: the record of changes, walked or signed. Works beside a running portal.
import { generateClient } from './build.mjs';
import { atEnd, command } from './lifetime.mjs';
import { databaseToRead } from './portal-database.mjs';
import { runNode, stopRunning } from './processes.mjs';
import { makeFolders, readEnvFile, readSettings, serverEnvironment } from './settings.mjs';

atEnd(stopRunning);
await command(async () => {
  readEnvFile();
  const settings = readSettings();
  makeFolders(settings);
  await generateClient();
  const url = await databaseToRead(settings);
  const env = { ...serverEnvironment(settings, url), NODE_ENV: 'production' };
  const { code } = await runNode(['--import', 'tsx', 'prisma/audit.ts', process.argv[2] ?? 'verify'], {
    env,
    onOutput: (chunk) => process.stdout.write(chunk),
  });
  return code;
});
