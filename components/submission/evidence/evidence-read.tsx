import type { FormCommand } from '@/components/form/form-state';
import type { KeptPageView } from '@/lib/workflow/link-words';
import type { CitationView } from '@/lib/workflow/views';
import { EvidenceChip } from './evidence-chip';
import type { RowChoice } from './evidence-words';

/** Cited evidence to read: what it is, where to look, and a preview. */
export function EvidenceRead({
  citations,
  rows,
  again,
  pages,
  none = 'No evidence is attached.',
}: {
  citations: readonly CitationView[];
  rows?: readonly RowChoice[];
  /** Has a link looked at again. */
  again?: FormCommand<unknown>;
  /** On the desk, what the links held when they were submitted; the first piece opens by itself where there is room. */
  pages?: Readonly<Record<string, KeptPageView>>;
  /** Said when there is none. */
  none?: React.ReactNode;
}) {
  if (citations.length === 0) return <p className="soft">{none}</p>;
  return (
    <div className="chips">
      {citations.map((citation, index) => (
        <EvidenceChip
          key={citation.id}
          citation={citation}
          rows={rows}
          again={again}
          kept={pages?.[citation.evidence.id]}
          first={pages !== undefined && index === 0}
        />
      ))}
    </div>
  );
}
