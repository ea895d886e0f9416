import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Failure, knownCause, lastLines, programError } from './failure.mjs';
import { packFiles } from './pack.mjs';
import { inProject, root } from './paths.mjs';
import { colors, programs, runNode } from './processes.mjs';

/** What a build does not depend on. */
const apart = new Set(['prisma', 'node_modules', 'tests', 'docs', 'bench', 'scripts', 'coverage', 'test-results']);

const environment = { ...process.env, ...colors, NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1' };

function* filesBelow(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.name.startsWith('.') || apart.has(path.relative(root, file))) continue;
    if (entry.isDirectory()) yield* filesBelow(file);
    else if (!/\.(md|tsbuildinfo)$|^next-env\.d\.ts$/.test(entry.name)) yield file;
  }
}

/** Returns a hash over names and contents, which changes when any of them does. */
function fingerprint(files) {
  const hash = crypto.createHash('sha256').update(process.versions.node.split('.')[0]);
  for (const file of files) hash.update(`\0${path.relative(root, file)}\0`).update(fs.readFileSync(file));
  return hash.digest('hex');
}

/** Does `work` unless it was done for this fingerprint already; the stamp lies in what it made, and goes with it. */
async function unlessStamped(stamp, files, work) {
  const wanted = fingerprint(files);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return 'up to date';
  fs.rmSync(stamp, { force: true });
  await work();
  fs.writeFileSync(stamp, wanted);
  return 'built';
}

/** Generates the database client when the schema changed. */
export function generateClient() {
  const schema = inProject('prisma', 'schema.prisma');
  const files = [schema, inProject('prisma.config.ts'), inProject('node_modules', 'prisma', 'package.json')];
  return unlessStamped(inProject('lib', 'db', 'generated', '.stamp'), files, async () => {
    const { code, output } = await runNode([programs.prisma, 'generate'], { env: environment });
    if (code !== 0) throw new Failure(`The database client could not be generated: ${programError(output)}`);
  });
}

/** Builds the portal for production, its files packed, when its sources changed. `mayReplace` is false while a server runs from the last build. */
export function buildPortal({ mayReplace = true } = {}) {
  const build = inProject('.next');
  const files = [...filesBelow(root), inProject('scripts', 'pack.mjs')];
  return unlessStamped(path.join(build, '.stamp'), files, async () => {
    if (!mayReplace)
      throw new Failure('Town Green runs from this folder (npm start). Stop it first: its build is out of date.');
    const env = { ...environment, NODE_ENV: 'production' };
    const { code, output } = await runNode([programs.next, 'build'], { env });
    if (code !== 0) throw new Failure(knownCause(output) ?? `The portal could not be built:\n${lastLines(output, 30)}`);
    await packFiles(build);
  });
}

/** Writes the types Next derives from the routes, which the type check reads. */
export async function deriveTypes() {
  const { code, output } = await runNode([programs.next, 'typegen'], { env: environment });
  if (code !== 0) throw new Failure(`The types of the routes could not be written: ${programError(output)}`);
}
