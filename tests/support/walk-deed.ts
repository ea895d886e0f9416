import type { Person } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import type { AppealAct } from '@/lib/workflow/appeals';
import type { Act, Mover } from '@/lib/workflow/application';
import type { CorrectionAct } from '@/lib/workflow/correction-life';
import type { StepAct } from '@/lib/workflow/step-life';
import type { Life, StepAt, Walk } from './walk-world';

/** One deed as it is done: by whom, to which of the steps, and a number that chooses what else there is to choose. */
export type Doing = { walk: Walk; life: Life; who: Person; step: StepAt; pick: number };
export type Deed = {
  /** What it is in the tables; `step` is done to the doing's step, `steps` to all of them, none where no state changes. */
  act?: Act | ((life: Life) => Act);
  step?: StepAct;
  steps?: StepAct;
  appeal?: AppealAct;
  change?: CorrectionAct;
  /** The change of the decision comes with some outcomes of the deed alone. */
  perhaps?: true;
  /** Whose deed it is, where no table says it. */
  by?: readonly Mover[];
  weight: number;
  do: (doing: Doing) => Promise<unknown>;
};

export const one = <T>(of: readonly T[], pick: number): T => of[pick % of.length]!;
export const day = 86_400_000;

/** A deadline some days on, as a form posts it. */
export function posted(days: number) {
  const [month, date, year] = new Date(now().getTime() + days * day)
    .toLocaleDateString('en-US', { timeZone: 'America/New_York' })
    .split('/');
  return { 'deadline.month': month!, 'deadline.day': date!, 'deadline.year': year!, time: '17:00' };
}

export const at = ({ step: { submission, key } }: Doing) => ({ submission, step: key });
