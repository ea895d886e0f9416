import type { Verdict } from '@/lib/verdict';
import type { EarlierRound } from '@/lib/workflow/changes';
import type { ThreadView } from '@/lib/workflow/comments';
import type { KeptPageView } from '@/lib/workflow/link-words';
import type { Finding } from '@/lib/workflow/findings';
import type { Precedent } from '@/lib/workflow/precedents';
import type { TemplateView } from '@/lib/workflow/templates';

/** What lies on the review desk beside the submission itself. Never part of a page of the town. */
export type DeskView = {
  /** The action as it went to the round before, if it did. */
  earlier: EarlierRound | null;
  /** What is found of the action's steps. */
  findings: Finding[];
  /** How the action's steps were ruled for other towns. */
  precedents: Precedent[];
  /** What the pages of its links held at submission, by evidence. */
  pages: Record<string, KeptPageView>;
  /** Comments shared with the town, and internal notes. */
  threads: ThreadView[];
  /** Words for frequent reasons, of any step and of this action's. */
  templates: TemplateView[];
  /** Whether the reader can write comments and notes. */
  can: Record<'share' | 'note', Verdict>;
};
