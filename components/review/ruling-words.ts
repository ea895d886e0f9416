import type { TagKind } from '@/components/ui/tag';
import type { RulingOutcome } from '@/lib/workflow/application';

/** An outcome's tag and word, the same on every page. */
export const rulingTags: Record<RulingOutcome | 'none', { kind: TagKind; word: string }> = {
  approved: { kind: 'ok', word: 'Approved' },
  revise: { kind: 'turn', word: 'Revise' },
  'not-approved': { kind: 'no', word: 'Not approved' },
  none: { kind: 'sent', word: 'To rule' },
};
