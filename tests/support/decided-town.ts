import type { Person } from '@/lib/access/actor';
import { holdClock } from '@/lib/clock';
import { assignAppeal, assignAppealInput } from '@/lib/services/appeals/assign-appeal';
import { fileAppeal } from '@/lib/services/appeals/file-appeal';
import { ruleAppeal, ruleAppealInput } from '@/lib/services/appeals/rule-appeal';
import { getApplication } from '@/lib/services/applications/get-application';
import { getCorrections } from '@/lib/services/certifications/get-corrections';
import { confirmCorrection } from '@/lib/services/certifications/settle-correction';
import { finishReview } from '@/lib/services/reviews/finish-review';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';
import { decideNow } from './decide-now';
import { prisma } from './owner';
import { assign, makePerson, makeTown, worldStart, type World } from './world';
import { makeSubmitted } from '../integration/reviews-file';

let towns = 0;

/**
 * A town whose application was decided without a level: dark skies not approved, purchasing approved with 5 of the 10
 * points it can have, and 30 more points; with the ways to appeal and to rule.
 */
export async function decidedTown(world: World, second: Person) {
  holdClock(worldStart);
  const { coordinator, reviewer, otherReviewer: other } = world.people;
  const town = await makeTown(`Appeal ${++towns}`, coordinator.id);
  const contact = await makePerson(`Connie ${String.fromCharCode(64 + towns)}`, { role: 'contact', townId: town.id });
  const application = await makeSubmitted(world, town);
  await assign(world, application);
  const of = (action: string) => application.submissions[action]!;
  const ruled = (action: string, step: string, more: object) =>
    ruleStep(reviewer, ruleStepInput.parse({ submission: of(action), step, outcome: 'approved', ...more }));
  await ruled('sustainable-purchasing', '1', { points: 5, reason: 'Half of it is shown.' });
  await ruled('dark-skies', '1', { outcome: 'not-approved', reason: 'No ordinance is attached.' });
  await ruled('optimize-for-equity', '1', { items: ['a', 'b'] });
  await ruled('municipal-workforce-homelessness', '1b', { points: 10 });
  await finishReview(reviewer, { application: application.id });
  await decideNow(coordinator, { application: application.id, level: 'none', note: '' });

  const reason = 'The ordinance is on page 4 of the minutes.';
  const file = (by = contact, action = 'dark-skies', evidence: string[] = []) =>
    fileAppeal(by, { submission: of(action), step: '1', reason, evidence });
  const due = { 'deadline.month': '4', 'deadline.day': '15', 'deadline.year': '2024' };
  const give = (appeal: string, to: Person, by = coordinator) =>
    assignAppeal(by, assignAppealInput.parse({ appeal, reviewer: to.id, ...due }));
  const rule = (appeal: string, more: object = {}, by = other) => {
    const grant = { outcome: 'granted', points: '15', reason: 'Page 4 holds it.' };
    return ruleAppeal(by, ruleAppealInput.parse({ appeal, ...grant, ...more }));
  };
  const waiting = async (who: Person) =>
    (await getCorrections(who, application.id)).find((one) => one.state === 'proposed')!;
  return {
    ...{ town, contact, application, of, file, give, rule, waiting },
    uphold: (appeal: string, by = other) => rule(appeal, { outcome: 'upheld', reason: 'Page 4 is a draft.' }, by),
    view: (by: Person = coordinator) => getApplication(by, application.id),
    /** Confirms the correction that waits, as another coordinator who has read its letter. */
    confirm: async (who = second) => {
      const { id, preview } = await waiting(who);
      return confirmCorrection(who, { application: application.id, correction: id, seen: preview!.print });
    },
    /** The points that stand in the town's ledger. */
    credited: async () => {
      const rows = await prisma().credit.findMany({ where: { applicationId: application.id, endedAt: null } });
      return rows.reduce((sum, one) => sum + one.points, 0);
    },
    /** An appeal of the step that was not approved, given to a reviewer who had no part in it. */
    given: async () => {
      const { appeal } = await file();
      await give(appeal, other);
      return appeal;
    },
  };
}

/** Letters of a kind that were put on their way, as what they speak of. */
export const posted = async (kind: string) =>
  (await prisma().mail.findMany({ where: { kind }, select: { parameters: true } })).map((one) => one.parameters);
