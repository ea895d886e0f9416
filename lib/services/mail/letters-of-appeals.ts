import type { Letter } from '@/lib/mail/letter';
import { count, day, instant, isoDay } from '@/lib/words';
import { dear, footer } from './letters';

/*
 * The words of letters about appeals: to coordinators, to whoever rules on one, and to the town.
 */

type About = { name: string; town: string; cycle: string; step: string; link: string };

export const filedLetter = (a: About & { reason: string }): Letter => ({
  subject: `${a.town} appeals a ruling`,
  greeting: dear(a.name),
  body: [
    `${a.town} appeals the ruling on ${a.step} in its application for the ${a.cycle}. A coordinator acts next: they choose somebody to rule on it who had no part in the step.`,
    `The reason: ${a.reason}`,
    { link: a.link, label: 'Choose who rules on it' },
  ],
  footer,
});

export const grantedLetter = (a: About & { points: number }): Letter => ({
  subject: `${a.town}: an appeal was granted, a correction waits`,
  greeting: dear(a.name),
  body: [
    `The appeal of ${a.step} in the application of ${a.town} for the ${a.cycle} was granted: the step has ${count(a.points, 'point')} now. The correction of the decision is prepared with the level that follows, and waits for a coordinator to confirm it.`,
    { link: a.link, label: 'Read the correction' },
  ],
  footer,
});

export const assignedAppealLetter = (a: About & { by: Date }): Letter => ({
  subject: `An appeal of ${a.town} is yours to rule on`,
  greeting: dear(a.name),
  body: [
    `${a.town} appeals the ruling on ${a.step} in its application for the ${a.cycle}. You are asked to rule on it, since you had no part in the step.`,
    { facts: [['Due', instant(a.by)]] },
    { link: a.link, label: 'Open the appeal' },
    'If you have a part in this town, say so before you rule.',
  ],
  footer,
});

export const endedAppealLetter = (a: About & { withdrawn: boolean }): Letter => ({
  subject: `An appeal of ${a.town} is no longer yours`,
  greeting: dear(a.name),
  body: [
    a.withdrawn
      ? `${a.town} has withdrawn its appeal of ${a.step}. The ruling stands.`
      : `The appeal of ${a.step} in the application of ${a.town} was given to somebody else.`,
    'There is nothing to do.',
    { link: a.link, label: 'Open your queue' },
  ],
  footer,
});

export const appealDueLetter = (a: About & { by: Date; late: boolean }): Letter => ({
  subject: a.late
    ? `${a.town}: your ruling on an appeal is overdue`
    : `${a.town}: an appeal is due ${day(isoDay(a.by))}`,
  greeting: dear(a.name),
  body: [
    `The appeal of ${a.step} waits for your ruling. The town can do nothing until then.`,
    { facts: [[a.late ? 'Was due' : 'Due', instant(a.by)]] },
    { link: a.link, label: 'Open the appeal' },
    'If you cannot do it, tell a coordinator: they give it to somebody else.',
  ],
  footer,
});

export const ruledAppealLetter = (a: About & { granted: boolean; points: number | null; because: string }): Letter => ({
  subject: a.granted ? `${a.town}: your appeal was granted` : `${a.town}: the ruling you appealed was upheld`,
  greeting: dear(a.name),
  body: [
    a.granted
      ? `The appeal of ${a.step} in the application of ${a.town} for the ${a.cycle} was granted: the step has ${count(a.points ?? 0, 'point')} now. A coordinator acts next: they confirm what follows for the decision and the town’s ledger, and you get a letter about it.`
      : `The appeal of ${a.step} in the application of ${a.town} for the ${a.cycle} was looked at by somebody who had no part in the step. The ruling stays as it was, and the step cannot be appealed again.`,
    `The reason: ${a.because}`,
    { link: a.link, label: 'Read it beside the step' },
  ],
  footer,
});
