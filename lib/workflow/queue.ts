import { stepStates } from '@/lib/workflow/status';
import type { TownRef } from '@/lib/workflow/views';

/* A reviewer's queue: its filters as they stand in the address, and what the page shows. */

/**
 * What the reviewer does with a step: rule on it, read it a second time; or nothing now, since the town is asked for a
 * clarification of it, or nothing more, since it is ruled.
 */
export const queueStates = ['rule', 'read', 'asked', 'ruled'] as const;
export type QueueState = (typeof queueStates)[number];
/** When a ruling is expected: past, within a week, later, or no day is set. */
export const queueDues = ['over', 'week', 'later', 'none'] as const;
export type QueueDue = (typeof queueDues)[number];
export const queueSorts = ['age', 'due', 'town', 'category'] as const;
export type QueueSort = (typeof queueSorts)[number];

/** An empty filter shows what is not ruled, longest wait first; what waits for its town comes last in any order. */
export type QueueFilter = {
  town: string;
  category: number | null;
  state: QueueState | '';
  due: QueueDue | '';
  sort: QueueSort;
};

/** One submitted step in a reviewer's queue. */
export type QueueLine = {
  id: string;
  application: string;
  town: TownRef;
  year: number;
  round: number;
  actionId: string;
  action: string;
  step: string;
  title: string;
  category: number;
  documented: number;
  submittedAt: Date;
  /** By when a ruling is expected; or, where the town is asked for a clarification, its deadline. */
  reviewBy: Date | null;
  state: QueueState;
};

/** A round whose every step is ruled: to be sent by any of its reviewers. */
export type QueueRound = { application: string; town: TownRef; year: number; round: number; steps: number };

/** One application in a reviewer's queue. */
export type QueuedApplication = {
  application: string;
  town: TownRef;
  round: number;
  /** When the town submitted this round. */
  submittedAt: Date;
  /** By when reviewers mean to have ruled, if the cycle says so. */
  reviewBy: Date | null;
  /** Steps that still wait for this reviewer; none where the round is to be sent. */
  left: number;
};

/** One choice of a filter with how many steps it would show, the other filters as they are. */
export type QueueChoice = { value: string; label: string; count: number };

export type QueueView = {
  filter: QueueFilter;
  lines: QueueLine[];
  /** The key of the following page, null on the last. */
  next: string | null;
  /** Steps the filter lets through. */
  shown: number;
  /** Steps that wait for this reviewer, whatever the filter. */
  waiting: number;
  counts: Record<'town' | 'category' | 'state' | 'due', QueueChoice[]>;
  rounds: QueueRound[];
};

/** The filter as the query of an address, without what is as usual; empty when nothing is set. */
export function queueQuery({ town, category, state, due, sort }: QueueFilter, after?: string): string {
  const set = Object.entries({
    town,
    category: category === null ? '' : String(category),
    state,
    due,
    sort: sort === 'age' ? '' : sort,
    after: after ?? '',
  }).filter(([, value]) => value !== '');
  return new URLSearchParams(set).toString();
}

/** Where a step of the queue is ruled on; the filter goes along, so that the next one is of the same queue. */
export function queueHref(line: Pick<QueueLine, 'application' | 'actionId' | 'step'>, filter: QueueFilter): string {
  const query = new URLSearchParams({ step: line.step, queue: queueQuery(filter) });
  return `/applications/${line.application}/${line.actionId}?${query}`;
}

export const queueWords: {
  state: Record<QueueState, string>;
  due: Record<QueueDue, string>;
  sort: Record<QueueSort, string>;
  /** The order as the end of a sentence. */
  order: Record<QueueSort, string>;
} = {
  state: {
    rule: stepStates['to-rule'].staff,
    read: 'To read again',
    asked: stepStates.clarifying.staff,
    ruled: 'Ruled',
  },
  due: { over: 'Overdue', week: 'Within a week', later: 'Later', none: 'No day set' },
  sort: { age: 'Longest wait', due: 'Deadline', town: 'Town', category: 'Category' },
  order: { age: 'the longest wait first', due: 'the nearest deadline first', town: 'by town', category: 'by category' },
};
