import { systemActor } from '@/lib/auth';
import { disconnect } from '@/lib/db/client';
import { listHeldLetters } from '@/lib/services/mail/list-held-letters';
import { releaseLetters, releaseLettersInput } from '@/lib/services/mail/release-letters';

/* What scripts/held-letters.mjs tells. Prints one JSON object. */

try {
  const [verb, ...ids] = process.argv.slice(2);
  const asked = { send: verb === 'send', mails: ids.length > 0 ? ids : undefined };
  const ended = verb ? await releaseLetters(systemActor, releaseLettersInput.parse(asked)) : 0;
  process.stdout.write(JSON.stringify({ letters: await listHeldLetters(systemActor), ended }));
} finally {
  await disconnect();
}
