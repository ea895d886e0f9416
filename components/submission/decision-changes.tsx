import Link from 'next/link';
import { levelWords } from '@/components/board/board-words';
import { Section } from '@/components/ui/section';
import { Tag } from '@/components/ui/tag';
import type { DecisionChange } from '@/lib/workflow/decision-changes';
import { correctionStates } from '@/lib/workflow/status';
import { day, isoDay } from '@/lib/words';

const onDay = (at: Date) => day(isoDay(at));

function Told({ change, town }: { change: DecisionChange; town: string }) {
  if (change.state === 'proposed')
    return (
      <>
        <p className="prose">
          It was proposed on {onDay(change.at)} to change the decision. A coordinator who did not propose it looks at it
          and confirms it or turns it down. Until then the decision stands as it is.
        </p>
        <p className="prose mt-2">
          If it is confirmed, the contacts of {town} get a letter with what changes and why, and it stands here. If it
          is turned down, nothing changes, and that stands here too. {town} has nothing to do now.
        </p>
      </>
    );
  if (change.state === 'refused')
    return (
      <p className="prose">
        A change proposed on {onDay(change.at)} was turned down on {onDay(change.settledAt)}. The decision stands as it
        was.
      </p>
    );
  const named = (level: keyof typeof levelWords | null) => (level ? levelWords[level] : 'no level');
  return (
    <>
      <p className="prose">
        {change.kind === 'revoked'
          ? `The certification ${named(change.from)} was revoked on ${onDay(change.settledAt)}. Nothing of this application counts as credited any more.`
          : change.from === change.level
            ? `The decision was corrected on ${onDay(change.settledAt)}. The level is ${named(change.level)} as before.`
            : `The decision was corrected on ${onDay(change.settledAt)}, from ${named(change.from)} to ${named(change.level)}.`}
      </p>
      <p className="doc whitespace-pre-line mt-2">{change.reason}</p>
    </>
  );
}

/** What the town is told of changes of its decision: that one is considered, and afterwards what changed and why. */
export function DecisionChanges({
  application,
  town,
  changes,
}: {
  application: string;
  town: string;
  changes: DecisionChange[];
}) {
  if (changes.length === 0) return null;
  return (
    <Section id="changes" title="Changes of the decision">
      <ul>
        {changes.map((change) => {
          const state = correctionStates[change.state];
          return (
            <li key={change.id} className="sub">
              <p className="mb-2">
                <Tag kind={state.kind}>{state.town}</Tag>
              </p>
              <Told change={change} town={town} />
            </li>
          );
        })}
      </ul>
      <p className="small mt-4">
        <Link href={`/applications/${application}/letters`}>Read the letters about the decision</Link>
      </p>
    </Section>
  );
}
