// Writes the next migration: node scripts/new-migration.mjs add-rounds
// Compares prisma/migrations with prisma/schema.prisma on a throw-away server, so it needs no database of yours.
import fs from 'node:fs';
import path from 'node:path';
import { createDatabase } from './database.mjs';
import { Failure, tidy } from './failure.mjs';
import { atEnd, command } from './lifetime.mjs';
import { inProject, root } from './paths.mjs';
import { startScratchPostgres } from './postgres.mjs';
import { run } from './processes.mjs';

const migrations = inProject('prisma', 'migrations');
const lock = path.join(migrations, 'migration_lock.toml');

await command(async () => {
  const name = process.argv[2];
  if (!/^[a-z][a-z0-9-]*$/.test(name ?? '')) {
    throw new Failure('Name the migration in small letters: node scripts/new-migration.mjs add-rounds');
  }
  const server = await startScratchPostgres();
  atEnd(server.stop);
  await createDatabase(server.url('postgres'), 'migrations');

  fs.mkdirSync(migrations, { recursive: true });
  if (!fs.existsSync(lock)) fs.writeFileSync(lock, 'provider = "postgresql"\n');
  const sql = await difference(server.url('migrations'));
  if (sql.includes('This is an empty migration')) {
    throw new Failure('The migrations already match prisma/schema.prisma.');
  }
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const file = path.join(migrations, `${stamp}_${name.replaceAll('-', '_')}`, 'migration.sql');
  fs.mkdirSync(path.dirname(file));
  fs.writeFileSync(file, sql);
  process.stdout.write(`${path.relative(root, file)}\n`);
  return 0;
});

async function difference(url) {
  const prisma = inProject('node_modules', 'prisma', 'build', 'index.js');
  const schema = inProject('prisma', 'schema.prisma');
  const args = ['migrate', 'diff', '--from-migrations', migrations, '--to-schema', schema, '--script'];
  const env = { ...process.env, DATABASE_URL: url, CHECKPOINT_DISABLE: '1' };
  const { code, stdout, output } = await run(process.execPath, [prisma, ...args], {
    cwd: root,
    env,
  });
  if (code !== 0) throw new Failure(`Prisma could not compare: ${tidy(output)}`);
  return stdout;
}
