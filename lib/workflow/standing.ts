import type { ApplicationStatus } from '@/lib/access/can';
import { possible } from '@/lib/workflow/application';

/* Which rulings stand, and which steps are open. Rulings and openings of one submission, oldest first. */

export type Ruled = {
  step: string;
  outcome: 'approved' | 'revise' | 'not_approved';
  round: number;
  at: Date;
  sentAt: Date | null;
};
export type Opened = {
  step: string;
  kind: 'reopening' | 'clarification';
  openedAt: Date;
  deadline: Date | null;
  sentAt: Date | null;
  closedAt: Date | null;
};

/** The instant before which a ruling on the step stands no longer: it was reopened, or a clarification was sent. */
function voidedAt(openings: readonly Opened[], step: string): number {
  const instants = openings
    .filter((o) => o.step === step)
    .flatMap((o) => (o.kind === 'reopening' ? o.openedAt : (o.sentAt ?? [])));
  return Math.max(-1, ...instants.map((at) => at.getTime()));
}

/**
 * The standing ruling of each step: the latest, of those the reader may see. A call to revise is answered by submitting
 * again, so one of an earlier round stands no longer; nor does a ruling from before its step was opened again.
 */
export function standing<R extends Ruled>(
  rulings: readonly R[],
  openings: readonly Opened[],
  round: number,
  unsent: boolean,
): Map<string, R> {
  const latest = new Map<string, R>();
  for (const ruling of rulings) if (unsent || ruling.sentAt) latest.set(ruling.step, ruling);
  for (const [step, ruling] of latest)
    if ((ruling.outcome === 'revise' && ruling.round < round) || ruling.at.getTime() <= voidedAt(openings, step))
      latest.delete(step);
  return latest;
}

/** A clarification that was neither sent nor closed. */
export const isOpen = (o: Opened): boolean => o.kind === 'clarification' && !o.sentAt && !o.closedAt;

/** The steps the town may change now for a clarification. */
export const clarifyingSteps = (openings: readonly Opened[], at: Date): string[] =>
  openings.filter((o) => isOpen(o) && o.deadline !== null && at <= o.deadline).map((o) => o.step);

/** Steps whose latest ruling sent to the town is an approval that was not reopened: their answers stay as they are. */
export function approvedSteps(rulings: readonly Omit<Ruled, 'round'>[], openings: readonly Opened[]): string[] {
  const latest = new Map<string, Omit<Ruled, 'round'>>();
  for (const ruling of rulings) if (ruling.sentAt) latest.set(ruling.step, ruling);
  return [...latest.values()]
    .filter((r) => r.outcome === 'approved' && r.at.getTime() > voidedAt(openings, r.step))
    .map((r) => r.step);
}

type Held = {
  status: ApplicationStatus;
  rulings: readonly Omit<Ruled, 'round'>[];
  openings: readonly Opened[];
  /** Every place of the action that takes answers: its steps and the partners section. */
  places: readonly string[];
};

/** The places that keep their answers: what is approved; during a clarification everything but the steps asked about. */
export function lockedSteps({ status, rulings, openings, places }: Held, at: Date): string[] {
  const asked = clarifyingSteps(openings, at);
  const editable = possible(status, 'edit');
  return editable || asked.length === 0
    ? approvedSteps(rulings, openings)
    : places.filter((place) => !asked.includes(place));
}

/**
 * What a coordinator has opened of a step, if its status says so: the clarification asked, late, or the reopening, until the
 * town was sent a ruling that came after it.
 */
export function specialOf(
  { rulings, openings }: Pick<Held, 'rulings' | 'openings'>,
  step: string,
  at: Date,
): 'clarifying' | 'lapsed' | 'reopened' | null {
  const own = openings.filter((o) => o.step === step);
  const asked = own.find(isOpen);
  if (asked) return asked.deadline && at > asked.deadline ? 'lapsed' : 'clarifying';
  const sent = rulings.findLast((r) => r.step === step && r.sentAt !== null);
  return own.some((o) => o.kind === 'reopening' && (!sent || o.openedAt > sent.at)) ? 'reopened' : null;
}
