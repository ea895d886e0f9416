import { systemActor } from '@/lib/auth';
import { disconnect } from '@/lib/db/client';
import { env } from '@/lib/env';
import { sealRecord } from '@/lib/services/record/seal-record';
import { sentence, verifyRecord } from '@/lib/services/record/verify-record';
import { count } from '@/lib/words';

/* What `npm run audit:verify` and `npm run audit:seal` do. Verifying answers 1 when anything is wrong. */

async function verify(): Promise<number> {
  const told = env().DEMO === 'on';
  const { events, chains, seals, findings, more } = await verifyRecord(systemActor, { told });
  const lines = findings.map(sentence);
  if (more > 0) lines.push(`And ${more.toLocaleString('en-US')} more.`);
  const scope = `${count(events, 'entry', 'entries')} in ${count(chains, 'chain')}, ${count(seals, 'seal')}`;
  lines.push(findings.length === 0 ? `The record is whole: ${scope}.` : `The record is not whole: ${scope}.`);
  if (told) lines.push('A demonstration tells its own dates; they were not judged.');
  process.stdout.write(`${lines.join('\n')}\n`);
  return findings.length === 0 ? 0 : 1;
}

async function seal(): Promise<number> {
  const moved = await sealRecord(systemActor);
  process.stdout.write(moved > 0 ? `Sealed ${count(moved, 'chain')}.\n` : 'Nothing moved since the last seal.\n');
  return 0;
}

try {
  process.exitCode = await (process.argv[2] === 'seal' ? seal() : verify());
} finally {
  await disconnect();
}
