import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { jobMap } from '@/lib/jobs/job-map';
import { log } from '@/lib/log';
import { messageOf, type Message } from '@/lib/mail/message';
import { mailGoesToFiles, send, type Outcome } from '@/lib/mail/send';
import { isDemonstrationAddress } from '@/lib/services/people/demonstration';
import { eachOf, type Addressee } from './addressees';
import { chosenWay } from './chosen-way';
import { toTalkers } from './compose-comment';
import { composeMail } from './compose-mail';
import { toMoved } from './compose-moved';
import { keptOf } from './kept-letter';
import { groupOf, mailSchema, type Mail } from './kinds';
import { ownView } from './own-view';
import { postMails } from './post-mail';
import { noteAnswer } from './unreached';
import { wayOutOf } from './way-out';

export const deliverMailInput = z.strictObject({ mail: z.uuid() });

/** Thrown so that the job is tried again, later each time. */
export class MailDelayed extends Error {
  override name = 'MailDelayed';
}

type Ready = { message: Message; to: Addressee; at: Date; kind: string; tries: number };
type Ended = 'sent' | 'passed_on' | 'refused' | 'given_up' | 'uncertain' | 'nobody' | 'kept' | 'digest';

/** Addresses of the demonstration belong to nobody: no mail server is bothered with them. */
const reachable = (address: string) => mailGoesToFiles() || !isDemonstrationAddress(address);

/** The letters that go out in the place of one that names nobody; null for one that has its addressee. */
async function othersOf(tx: Tx, mail: Mail): Promise<Mail[] | null> {
  if (mail.kind === 'comment-added' && !mail.user) return toTalkers(tx, mail);
  if (mail.kind === 'deadline-moved' && !mail.user) return toMoved(tx, mail);
  return eachOf(tx, mail);
}

/**
 * Marks the letter as handed over before it is, so that a crash in between shows. A letter found marked went out perhaps:
 * it is not sent again. A lost letter is in the portal to read, and can be asked for again; a second one of a link or of a
 * warning would frighten.
 */
async function takeUp(actor: Actor, id: string): Promise<Ready | null> {
  const view = await ownView(actor, { mail: id });
  return db.as(actor, async (tx) => {
    await tx.$queryRaw`select id from mails where id = ${id}::uuid for update`;
    const row = await tx.mail.findUnique({ where: { id } });
    if (!row || row.outcome || row.heldAt) return null;
    const end = (outcome: Ended) => tx.mail.update({ where: { id }, data: { outcome, endedAt: now() } });
    if (row.handedAt) {
      await end('uncertain');
      log.warn({ mail: id, kind: row.kind }, 'mail perhaps sent: not sent again');
      return null;
    }
    const parsed = mailSchema.parse({ kind: row.kind, ...(row.parameters as object) });
    const each = await othersOf(tx, parsed);
    if (each) {
      await postMails(tx, each, row.createdAt);
      await end('passed_on');
      return null;
    }
    const composed = await composeMail(tx, row, parsed, view);
    if (!composed) {
      await end('nobody');
      return null;
    }
    const { to, letter } = composed;
    const group = groupOf[parsed.kind];
    const way = to.user ? await chosenWay(tx, to.user, group) : 'at_once';
    // From here on it can be read in the portal, whatever becomes of the mail.
    if (to.user) await tx.mail.update({ where: { id }, data: { userId: to.user, ...keptOf(letter) } });
    if (parsed.kind === 'daily-digest') await takeLines(tx, id, parsed.user);
    if (way !== 'at_once' || !reachable(to.address)) {
      await end(way === 'at_once' ? 'nobody' : way === 'digest' ? 'digest' : 'kept');
      return null;
    }
    const tries = row.tries + 1;
    await tx.mail.update({ where: { id }, data: { handedAt: now(), tries } });
    const message = await messageOf(id, to, letter, row.createdAt, to.user ? wayOutOf(to.user, group) : undefined);
    return { message, to, at: row.createdAt, kind: row.kind, tries };
  });
}

/** The letters that waited for a digest are lines of this one now. */
const takeLines = (tx: Tx, digest: string, user: string) =>
  tx.mail.updateMany({ where: { userId: user, outcome: 'digest', digestId: null }, data: { digestId: digest } });

const endOf = (outcome: Outcome, tries: number): Ended | null => {
  if (outcome.is !== 'delayed') return outcome.is;
  return tries >= jobMap['send-mail'].attempts ? 'given_up' : null;
};

/** Sends one letter, at most once. Throws `MailDelayed` when the mail server could not take it yet. */
export async function deliverMail(actor: Actor, input: z.infer<typeof deliverMailInput>): Promise<void> {
  const { mail: id } = input;
  const ready = await takeUp(actor, id);
  if (!ready) return;
  const { message, to, at, kind, tries } = ready;
  const outcome = await send(id, at, message);
  const ended = endOf(outcome, tries);
  const problem = outcome.is === 'sent' ? null : outcome.problem;
  await db.as(actor, async (tx) => {
    await tx.mail.update({
      where: { id },
      data: { problem, handedAt: null, ...(ended ? { outcome: ended, endedAt: now() } : {}) },
    });
    if (to.user && (ended === 'sent' || ended === 'refused'))
      await noteAnswer(tx, to.user, to.address, ended === 'sent');
  });
  if (ended === 'sent') log.info({ mail: id, kind, tries }, 'mail sent');
  else log.warn({ mail: id, kind, tries, outcome: ended ?? 'delayed', problem }, 'mail not sent');
  if (!ended) throw new MailDelayed(problem ?? 'delayed');
}
