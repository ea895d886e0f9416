import type { FormCommand } from '@/components/form/form-state';
import { Chip } from '@/components/ui/chip';
import { linkFault } from '@/lib/workflow/evidence';
import type { KeptPageView } from '@/lib/workflow/link-words';
import type { CitationView } from '@/lib/workflow/views';
import { EvidencePreview } from './evidence-preview';
import { addressOf, kindWord, metaWords, showsWords, type RowChoice } from './evidence-words';
import { KeptPage } from './kept-page';
import { LinkState } from './link-state';

/** One citation with its preview one press away. Children are what may be done with it. */
export function EvidenceChip({
  citation,
  rows,
  again,
  kept,
  first = false,
  children,
}: {
  citation: CitationView;
  rows?: readonly RowChoice[];
  /** Has a link looked at again. */
  again?: FormCommand<unknown>;
  /** What a link held when it was submitted. */
  kept?: KeptPageView;
  /** It opens by itself where there is room. */
  first?: boolean;
  children?: React.ReactNode;
}) {
  const { evidence } = citation;
  const address = addressOf(evidence);
  const safe = evidence.kind === 'file' ? !evidence.gone : linkFault(address) === null;
  return (
    <div>
      <Chip
        kind={kindWord(evidence)}
        name={evidence.title}
        href={safe ? address : undefined}
        pin={citation.pinpoint}
        shows={showsWords(citation, rows) ?? (evidence.kind === 'link' ? evidence.url : undefined)}
        meta={metaWords(evidence)}
      >
        {children}
      </Chip>
      <LinkState
        evidence={evidence}
        again={again}
        kept={kept && <KeptPage evidence={evidence} kept={kept} first={first} />}
        first={first && !kept?.text}
      />
      <EvidencePreview evidence={evidence} pinpoint={citation.pinpoint} first={first} />
    </div>
  );
}
