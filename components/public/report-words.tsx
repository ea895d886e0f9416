import { count } from '@/lib/words';

type Passage = { about: string | null; question: string; text: string };
type Words = { action: string; points: number; passages: Passage[] };

const inSight = 4;

function Told({ action, points, passages }: Words) {
  const single = passages.length === 1;
  return (
    <article>
      <p className="clause whitespace-normal">
        {action}, {count(points, 'point')}
      </p>
      <div className="prose doc mt-1">
        {passages.map(({ about, question, text }, index) => (
          <div key={index} className={index > 0 ? 'mt-4' : undefined}>
            {about && about !== passages[index - 1]?.about && <h4 className="mt-2">{about}</h4>}
            {!single && <p className="small soft font-sans">{question}</p>}
            {text.split(/\n{2,}/).map((paragraph, at) => (
              <p key={at}>{paragraph}</p>
            ))}
          </div>
        ))}
      </div>
    </article>
  );
}

/** Approved passages in the town's own words: the first few in sight, the rest on request. */
export function ReportWords({ words }: { words: Words[] }) {
  // Long series of questions come last, so that what is in sight speaks of several actions.
  const ordered = [...words].sort((a, b) => a.passages.length - b.passages.length);
  const [first, rest] = [ordered.slice(0, inSight), ordered.slice(inSight)];
  return (
    <div className="grid gap-7">
      {first.map((one) => (
        <Told key={one.action} {...one} />
      ))}
      {rest.length > 0 && (
        <details className="twin">
          <summary>Read {count(rest.length, 'more action')} in the town’s words</summary>
          <div className="mt-4 grid gap-7 text-base">
            {rest.map((one) => (
              <Told key={one.action} {...one} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}
