import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import { actionName, findAction } from '@/lib/rulebook/published';
import { rulebookOf } from '@/lib/services/applications/facts';
import { addressOf } from '@/lib/services/people/link-token';
import { isWaiting } from '@/lib/workflow/appeals';
import { answerHref } from '@/lib/workflow/links';
import { account, contact, type Composed, type Of } from './addressees';
import {
  appealDueLetter,
  assignedAppealLetter,
  endedAppealLetter,
  filedLetter,
  grantedLetter,
  ruledAppealLetter,
} from './letters-of-appeals';

type AboutAppeal = Of<
  'appeal-ruled' | 'appeal-filed' | 'appeal-granted' | 'appeal-assigned' | 'appeal-ended' | 'appeal-due'
>;

const load = (tx: Tx, id: string) =>
  tx.appeal.findUnique({
    where: { id },
    include: {
      town: { select: { name: true } },
      ruling: { select: { points: true } },
      correction: { select: { settledAt: true } },
      submission: {
        select: { actionId: true, application: { select: { rulebook: true, cycle: { select: { name: true } } } } },
      },
    },
  });
type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>;

function aboutOf({ id, town, step, submission }: Loaded, name: string) {
  const action = findAction(rulebookOf(submission.application.rulebook), submission.actionId);
  return {
    name,
    town: town.name,
    cycle: submission.application.cycle.name,
    step: `step ${step} of ${action ? actionName(action) : 'an action'}`,
    link: addressOf(`/appeals/${id}`),
  };
}

/** To a coordinator: while there is something for them to do. */
async function toCoordinator(tx: Tx, mail: Of<'appeal-filed' | 'appeal-granted'>, appeal: Loaded): Promise<Composed> {
  const user = mail.user ?? '';
  const coordinates = await tx.membership.findFirst({ where: { userId: user, role: 'coordinator' } });
  const person = coordinates && (await account(tx, user));
  if (!person) return null;
  const about = aboutOf(appeal, person.name);
  if (mail.kind === 'appeal-filed')
    return isWaiting(appeal) && !appeal.reviewerId
      ? { to: person.to, letter: filedLetter({ ...about, reason: appeal.reason }) }
      : null;
  const link = addressOf(`/applications/${appeal.applicationId}#review`);
  const waits = appeal.correction && !appeal.correction.settledAt;
  return waits
    ? { to: person.to, letter: grantedLetter({ ...about, link, points: appeal.ruling?.points ?? 0 }) }
    : null;
}

/** To whoever rules on it, or did until now. */
async function toReviewer(
  tx: Tx,
  mail: Of<'appeal-assigned' | 'appeal-ended' | 'appeal-due'>,
  appeal: Loaded,
): Promise<Composed> {
  const person = await account(tx, mail.user);
  if (!person) return null;
  const about = aboutOf(appeal, person.name);
  const theirs = isWaiting(appeal) && appeal.reviewerId === mail.user;
  const { reviewBy: by } = appeal;
  if (mail.kind === 'appeal-ended') {
    const words = { ...about, link: addressOf('/home'), withdrawn: mail.why === 'withdrawn' };
    return theirs ? null : { to: person.to, letter: endedAppealLetter(words) };
  }
  if (!theirs || !by) return null;
  if (mail.kind === 'appeal-assigned') return { to: person.to, letter: assignedAppealLetter({ ...about, by }) };
  if (by.toISOString() !== mail.by) return null;
  return { to: person.to, letter: appealDueLetter({ ...about, by, late: by < now() }) };
}

/** A letter about an appeal, from how it stands now; null when there is nothing left to say. */
export async function aboutAppeal(tx: Tx, mail: AboutAppeal): Promise<Composed> {
  const appeal = await load(tx, mail.appeal);
  if (!appeal) return null;
  if (mail.kind === 'appeal-filed' || mail.kind === 'appeal-granted') return toCoordinator(tx, mail, appeal);
  if (mail.kind !== 'appeal-ruled') return toReviewer(tx, mail, appeal);
  const found = await contact(tx, mail);
  if (!found || !appeal.outcome) return null;
  const letter = ruledAppealLetter({
    ...aboutOf(appeal, found.about.name),
    link: addressOf(answerHref(appeal.applicationId, appeal.submission.actionId, appeal.step)),
    granted: appeal.outcome === 'granted',
    points: appeal.ruling?.points ?? null,
    because: appeal.because,
  });
  return { to: found.to, letter };
}
