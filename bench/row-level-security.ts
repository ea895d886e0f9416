import path from 'node:path';
import { actorOf } from '@/lib/auth';
import { disconnect } from '@/lib/db/client';
import { getApplication } from '@/lib/services/applications/get-application';
import { saveAnswers } from '@/lib/services/submissions/save-answers';
import { connect } from '@/scripts/database.mjs';
import { startScratchPostgres, temporaryFolder } from '@/scripts/postgres.mjs';
import { runNode } from '@/scripts/processes.mjs';
import { copyDemonstration, portalOf, testEnvironment } from '@/scripts/test-demonstration.mjs';

/*
 * What row-level security costs. The same demonstration, read and saved as the owner of the tables, a superuser whom no
 * policy holds, and as the portal, by turns. Run: npx tsx bench/row-level-security.ts
 */

const turns = 150;
const median = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)]!;

async function milliseconds(work: (turn: number) => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const from = performance.now();
    await work(turn);
    if (turn >= turns / 3) all.push(performance.now() - from);
  }
  return median(all);
}

/** Reads an application and saves one of its answers, again and again; prints the median of each in milliseconds. */
async function measure([submission, application, contact]: string[]): Promise<void> {
  const person = (await actorOf(contact!))!;
  const read = await milliseconds(() => getApplication(person, application!));
  let base = 0;
  const save = await milliseconds(async (turn) => {
    const changes = { 'partners.part': `Turn ${turn} of ${Date.now()}` };
    base = (await saveAnswers(person, { submission: submission!, base, writer: 'bench', changes })).revision;
  });
  await disconnect();
  process.stdout.write(JSON.stringify({ read, save }));
}

async function compare(): Promise<void> {
  const postgres = await startScratchPostgres();
  const { folder, remove } = temporaryFolder();
  try {
    const storage = path.join(folder, 'files');
    await copyDemonstration({ postgres, database: 'bench', storage, folder });
    const owner = postgres.url('bench');
    const client = await connect(owner);
    const { rows } = await client.query<Record<'submission' | 'application' | 'contact', string>>(
      `select s.id as submission, s.application_id as application, m.user_id as contact from submissions s
         join applications a on a.id = s.application_id and a.status = 'draft'
         join memberships m on m.town_id = s.town_id and m.role = 'contact'
       order by (select count(*) from submissions o where o.application_id = a.id) desc, s.id limit 1`,
    );
    await client.end();
    const { submission, application, contact } = rows[0]!;
    const args = ['--import', 'tsx', 'bench/row-level-security.ts', submission, application, contact];
    for (let round = 0; round < 3; round += 1)
      for (const [name, url] of Object.entries({ owner, portal: portalOf(owner) })) {
        const { stdout, output } = await runNode(args, { env: testEnvironment({ url, storage }) });
        if (!stdout.startsWith('{')) throw new Error(output);
        const { read, save } = JSON.parse(stdout) as { read: number; save: number };
        process.stdout.write(`${name.padEnd(8)}read ${read.toFixed(1)} ms   save ${save.toFixed(1)} ms\n`);
      }
  } finally {
    await postgres.stop();
    remove();
  }
}

await (process.argv.length > 2 ? measure(process.argv.slice(2)) : compare());
