// Letters that a restore holds: npm run letters:held [-- --send | --drop [ID…]]
import { parseArgs } from 'node:util';
import { generateClient } from './build.mjs';
import { Failure } from './failure.mjs';
import { heldWords } from './held-words.mjs';
import { command } from './lifetime.mjs';
import { checkNode } from './node-version.mjs';
import { databaseToRead } from './portal-database.mjs';
import { runNode } from './processes.mjs';
import { makeFolders, readEnvFile, readSettings, serverEnvironment } from './settings.mjs';

const usage =
  'npm run letters:held lists the letters held; add -- --send or -- --drop, and the ids of single ones if not all are meant.';

function readArguments() {
  try {
    const options = { send: { type: 'boolean' }, drop: { type: 'boolean' } };
    const { positionals, values } = parseArgs({ allowPositionals: true, options });
    const verbs = ['send', 'drop'].filter((verb) => values[verb]);
    if (verbs.length < 2 && (verbs.length === 1 || positionals.length === 0)) return [...verbs, ...positionals];
  } catch (error) {
    if (!error.code?.startsWith('ERR_PARSE_ARGS')) throw error;
  }
  throw new Failure(usage);
}

/** Lists the letters held, or ends their being held. Works beside a running portal. */
async function heldLetters() {
  checkNode();
  const words = readArguments();
  readEnvFile();
  const settings = readSettings();
  makeFolders(settings);
  await generateClient();
  const url = await databaseToRead(settings);
  const env = { ...serverEnvironment(settings, settings.portalUrl ?? url), LOG_LEVEL: 'silent' };
  const { code, stdout, output } = await runNode(['--import', 'tsx', 'scripts/held-letters-report.ts', ...words], {
    env,
  });
  if (code !== 0) throw new Failure(`The letters could not be read: ${output.trim().split('\n').at(-1)}`);
  const { letters, ended } = JSON.parse(stdout);
  process.stdout.write(`${tell(words[0], letters, ended).join('\n')}\n`);
  return 0;
}

function tell(verb, letters, ended) {
  if (verb) return [`${ended} ${verb === 'send' ? 'put on their way' : 'dropped'}, ${letters.length} still held.`];
  if (letters.length === 0) return ['No letter is held.'];
  return [...letters.map(({ id, kind, createdAt }) => `${createdAt}  ${id}  ${kind}`), '', heldWords(letters.length)];
}

await command(heldLetters);
