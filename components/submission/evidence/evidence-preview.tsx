'use client';

import { fetched } from '@/components/ui/fetched';
import { Progress } from '@/components/ui/progress';
import { drawable, pageOf } from '@/lib/workflow/evidence';
import type { EvidenceView } from '@/lib/workflow/views';
import { useOpened } from './use-opened';

const opening = <Progress label="Opening the file" />;
const PdfPages = fetched(() => import('./pdf-pages').then((script) => script.default), opening);
const Picture = fetched(() => import('./picture').then((script) => script.default), opening);

/** Opens a picture or a PDF in the page, at its pinpoint. Nothing is loaded before it is opened. */
export function EvidencePreview({
  evidence,
  pinpoint,
  first = false,
}: {
  evidence: EvidenceView;
  pinpoint?: string | null;
  /** It opens by itself where there is room. */
  first?: boolean;
}) {
  const { open, onToggle } = useOpened(first);
  if (evidence.kind !== 'file' || evidence.gone || !drawable.includes(evidence.mediaType ?? '')) return null;
  const file = `/api/evidence/${evidence.id}`;
  const isPdf = evidence.mediaType === 'application/pdf';
  const page = pageOf(pinpoint ?? null);
  const shown = { source: `${file}?preview`, file, title: evidence.title };
  return (
    <details className="mt-1" open={open} onToggle={onToggle}>
      <summary className="linkish list-none small">
        {isPdf ? `Read it here, from page ${page}` : 'See the picture here'}
        <span className="vh">: {evidence.title}</span>
      </summary>
      <noscript>
        <p className="small">
          <a href={file}>Save the file</a> to read it. Drawing it here needs JavaScript.
        </p>
      </noscript>
      {open && (isPdf ? <PdfPages {...shown} start={page} /> : <Picture {...shown} />)}
    </details>
  );
}
