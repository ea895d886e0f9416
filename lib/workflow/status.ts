import type { ApplicationStatus } from '@/lib/access/can';
import type { OpenRound } from '@/lib/workflow/rounds';

export type Party = 'town' | 'reviewers' | 'coordinator' | 'nobody';
export type StatusKind = 'none' | 'begun' | 'ready' | 'sent' | 'turn' | 'ok' | 'no';

/** One status in words for the town and for staff, who acts next and by when. The only place that words a status. */
export type StatusView = { kind: StatusKind; town: string; staff: string; next: Party; by: Date | null };

type Facts = {
  status: ApplicationStatus;
  openRound: OpenRound | null;
  reviewBy: Date | null;
  decisionDue: boolean;
  assigned: boolean;
  level: string | null;
};

/** The status of an application as everyone reads it. */
export function statusView(f: Facts): StatusView {
  const by = f.openRound?.deadline ?? null;
  switch (f.status) {
    case 'draft':
      return { kind: 'begun', town: 'In progress', staff: 'In progress', next: 'town', by };
    case 'returned':
      return { kind: 'turn', town: 'Returned', staff: 'Returned', next: 'town', by };
    case 'submitted':
    case 'in_review':
      if (f.decisionDue)
        return { kind: 'ready', town: 'Decision due', staff: 'Decision due', next: 'coordinator', by: null };
      if (!f.assigned)
        return { kind: 'sent', town: 'Submitted', staff: 'To be assigned', next: 'coordinator', by: f.reviewBy };
      return {
        kind: 'sent',
        town: 'With the reviewers',
        staff: 'With the reviewers',
        next: 'reviewers',
        by: f.reviewBy,
      };
    case 'decided':
      return f.level
        ? { kind: 'ok', town: `Certified ${f.level}`, staff: `Certified ${f.level}`, next: 'nobody', by: null }
        : { kind: 'no', town: 'Decided, no level', staff: 'Decided, no level', next: 'nobody', by: null };
    case 'withdrawn':
      return { kind: 'none', town: 'Withdrawn', staff: 'Withdrawn', next: 'nobody', by: null };
  }
}

type ActionFacts = {
  application: ApplicationStatus;
  begun: boolean;
  ready: boolean;
  leftOut: boolean;
  /** Standing outcomes the reader may see, one per submitted step; null while not ruled. */
  outcomes: readonly ('approved' | 'revise' | 'not-approved' | null)[];
};

/** The status of one action (or step) of an application, in words. */
export function actionStatus(f: ActionFacts): { kind: StatusKind; word: string } {
  const seen = f.outcomes.filter((o) => o !== null);
  if (seen.includes('revise')) return { kind: 'turn', word: 'Returned' };
  if (seen.length > 0 && seen.length === f.outcomes.length)
    return seen.includes('approved') ? { kind: 'ok', word: 'Approved' } : { kind: 'no', word: 'Not approved' };
  const editable = f.application === 'draft' || f.application === 'returned';
  if (!editable && f.outcomes.length > 0) return { kind: 'sent', word: 'With the reviewer' };
  if (f.leftOut) return { kind: 'none', word: 'Left out' };
  if (f.ready) return { kind: 'ready', word: 'Ready to submit' };
  return f.begun ? { kind: 'begun', word: 'In progress' } : { kind: 'none', word: 'Not started' };
}
