import { Say } from '@/components/ui/say';
import { readsDifferently, type KeptPageView } from '@/lib/workflow/link-words';
import type { EvidenceView } from '@/lib/workflow/views';
import { instant } from '@/lib/words';
import { HeldPage } from './held-page';
import { fingerprint } from './link-state';

/** What the page held when it was submitted, and whether it reads differently now. */
export function KeptPage({
  evidence: { link, title },
  kept,
  first,
}: {
  evidence: EvidenceView;
  kept: KeptPageView;
  /** It opens by itself where there is room. */
  first: boolean;
}) {
  if (!kept.takenAt)
    return <p className="soft">The portal could not read what it held when round {kept.round} was submitted.</p>;
  const read = `Read for round ${kept.round} on ${instant(kept.takenAt)}.`;
  if (kept.text === null && kept.title === null)
    return <p className="soft">{read} It held no text that the portal keeps.</p>;
  return (
    <>
      {link && readsDifferently(link, kept) && (
        <p>
          <Say kind="look">Reads differently now</Say> than when it was submitted.
        </p>
      )}
      <HeldPage
        summary={
          <>
            What it held when it was submitted<span className="vh"> {title}</span>
          </>
        }
        title={kept.title}
        text={kept.text}
        first={first}
      >
        <p className="soft mt-1">{read}</p>
        {fingerprint(kept.hash)}
      </HeldPage>
    </>
  );
}
