import { subDays } from 'date-fns';
import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import { addressOf } from '@/lib/services/people/link-token';
import { possible } from '@/lib/workflow/application';
import type { AppealView } from '@/lib/workflow/appeals';
import type { QueuedApplication } from '@/lib/workflow/queue';
import type { ApplicationSummary } from '@/lib/workflow/views';
import { count, instant } from '@/lib/words';
import { account, type Composed, type Of } from './addressees';
import {
  assignedLetter,
  conflictLetter,
  digestLetter,
  releasedLetter,
  reviewDueLetter,
  reviewsLateLetter,
  type Digest,
  type Line,
} from './letters-of-work';
import { digestLines, spokenOf, type Entry } from './digest-lines';
import type { OwnView } from './own-view';

type ForStaff = Of<'reviews-assigned' | 'reviews-released' | 'review-due' | 'reviews-late' | 'daily-digest'>;

const at = (application: string) => addressOf(`/applications/${application}`);
const isPast = (by: Date | null) => by !== null && by < now();

const due = (by: Date | null) => (by ? `, ${isPast(by) ? 'was due' : 'due'} ${instant(by)}` : '');
const queued = ({ application, town, round, left, reviewBy }: QueuedApplication): Entry => ({
  application,
  text: `${town.name}, round ${round}: ${left > 0 ? `${count(left, 'step')} to rule on` : 'all ruled, to be sent'}${due(reviewBy)}`,
  link: at(application),
});
const turn = ({ id, town, view }: ApplicationSummary): Entry => ({
  application: id,
  text: `${town.name}: ${view.deed}`,
  link: at(id),
});
const late = ({ id, town, status, view, reviewers }: ApplicationSummary): Entry => ({
  application: id,
  text: `${town.name}: ${possible(status, 'rule-appeal') ? view.deed : `with ${reviewers.join(', ') || 'the reviewers'}`}${due(view.by)}`,
  link: at(id),
});
const isLate = ({ view }: ApplicationSummary) => view.next === 'reviewers' && isPast(view.by);

/** An appeal is a matter of its own, with a page of its own. */
const appealed = ({ id, town, step, action, status }: AppealView): Entry => ({
  application: null,
  text: `${town.name}: rule on the appeal of step ${step} of ${action}${due(status.by)}`,
  link: addressOf(`/appeals/${id}`),
});

type Told = Entry & { comment: boolean };

/** The letters that waited for a digest; several comments on one application are one line. */
async function lettersFor(tx: Tx, id: string, user: string): Promise<Told[]> {
  const letters = await tx.mail.findMany({
    where: { userId: user, outcome: 'digest', OR: [{ digestId: null }, { digestId: id }] },
    select: { id: true, kind: true, subject: true, parameters: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: 100,
  });
  const told = letters.map(({ id: letter, kind, subject, parameters }): Told => ({
    application: (parameters as { application?: string }).application ?? null,
    text: subject ?? '',
    link: addressOf(`/letters/${letter}`),
    comment: kind === 'comment-added',
  }));
  return told.flatMap((one, index) => {
    const alike = told.filter(({ comment, application }) => comment && application === one.application);
    if (!one.comment || !one.application || alike.length === 1) return [one];
    if (told.findIndex(({ comment, application }) => comment && application === one.application) !== index) return [];
    return [{ ...one, text: `${one.text.split(':')[0]}: ${alike.length} new comments`, link: at(one.application) }];
  });
}

/**
 * What a digest says of a person's work, and the letters that waited for it. Each application is named once, where it is
 * most urgent; of what is overdue, only comments are told besides.
 */
async function digestOf(tx: Tx, id: string, { person, queue, appeals, reviews }: OwnView): Promise<Digest> {
  const yesterday = subDays(now(), 1);
  const behind = queue.filter(({ left, reviewBy }) => left > 0 && isPast(reviewBy));
  const again = queue.filter(({ round, submittedAt }) => round > 1 && submittedAt > yesterday);
  const mine = reviews.filter(({ view }) => view.next === 'coordinator');
  const isNew = ({ since }: ApplicationSummary) => since > yesterday;
  const told = await lettersFor(tx, id, person.id);

  const lateAppeals = appeals.filter(({ status }) => isPast(status.by));
  const overdueLines = [...behind.map(queued), ...lateAppeals.map(appealed), ...reviews.filter(isLate).map(late)];
  const overdue = spokenOf(overdueLines);
  const among = (set: ReadonlySet<string>) => (entry: Entry) =>
    entry.application !== null && set.has(entry.application);
  const apart = (set: ReadonlySet<string>) => (entry: Entry) => !among(set)(entry);

  const news = [...told, ...again.map(queued), ...mine.filter(isNew).map(turn)].filter(apart(overdue));
  const fresh = spokenOf(news);
  const rest = [
    ...queue.filter((one) => !again.includes(one)).map(queued),
    ...appeals.filter((one) => !lateAppeals.includes(one)).map(appealed),
    ...mine.filter((one) => !isNew(one)).map(turn),
  ].filter(apart(overdue));
  return {
    fresh: digestLines([...news, ...rest.filter(among(fresh))], at),
    overdue: digestLines([...overdueLines, ...told.filter(({ comment }) => comment).filter(among(overdue))], at),
    waiting: digestLines(rest.filter(apart(fresh)), at),
  };
}

async function released(tx: Tx, mail: Of<'reviews-released'>, { queue }: OwnView): Promise<Line[]> {
  const again = new Set(queue.map(({ application }) => application));
  const gone = await tx.application.findMany({
    where: { id: { in: mail.applications.filter((one) => !again.has(one)) } },
    select: { town: { select: { name: true } }, cycle: { select: { name: true } } },
    orderBy: { town: { name: 'asc' } },
  });
  return gone.map(({ town, cycle }) => ({ text: `${town.name}, ${cycle.name}` }));
}

/** To a reviewer whose conflict somebody else declared; nothing once it was lifted. */
export async function conflictDeclared(tx: Tx, mail: Of<'conflict-declared'>): Promise<Composed> {
  const person = await account(tx, mail.user);
  const found = await tx.conflict.findUnique({
    where: { id: mail.conflict, liftedAt: null },
    select: { reason: true, town: { select: { name: true } } },
  });
  if (!person || !found) return null;
  const words = { name: person.name, link: addressOf('/home'), town: found.town.name, reason: found.reason };
  return { to: person.to, letter: conflictLetter(words) };
}

/** A letter about the work of a reviewer or coordinator, from what they see of it themselves; null when it has passed. */
export async function composeForStaff(tx: Tx, id: string, mail: ForStaff, view: OwnView | null): Promise<Composed> {
  if (!view) return null;
  const { id: user, name, email } = view.person;
  const to = { user, name, address: email };
  const home = { name, link: addressOf('/home') };
  switch (mail.kind) {
    case 'reviews-assigned': {
      const own = view.queue.filter(({ application }) => mail.applications.includes(application));
      const items = digestLines(own.map(queued), at);
      return items.length > 0 ? { to, letter: assignedLetter({ ...home, items }) } : null;
    }
    case 'reviews-released': {
      const items = await released(tx, mail, view);
      return items.length > 0 ? { to, letter: releasedLetter({ ...home, items }) } : null;
    }
    case 'review-due': {
      const item = view.queue.find(({ application }) => application === mail.application);
      if (!item?.left || item.reviewBy?.toISOString() !== mail.by) return null;
      const { town, round, left, reviewBy: by } = item;
      const words = { name, link: at(mail.application), town: town.name, round, left, by, late: isPast(by) };
      return { to, letter: reviewDueLetter(words) };
    }
    case 'reviews-late': {
      const item = view.reviews.find((one) => one.id === mail.application && isLate(one));
      const by = item?.view.by;
      if (!item || by?.toISOString() !== mail.by) return null;
      const { town, review, reviewers } = item;
      const words = {
        name,
        link: at(item.id),
        town: town.name,
        by,
        ruled: review.ruled,
        steps: review.steps,
        reviewers,
      };
      return { to, letter: reviewsLateLetter(words) };
    }
    case 'daily-digest': {
      const letter = digestLetter({ ...home, day: mail.day, ...(await digestOf(tx, id, view)) });
      return letter && { to, letter };
    }
  }
}
