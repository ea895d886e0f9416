import Link from 'next/link';
import { Criteria, type Criterion } from '@/components/ui/criteria';
import { Plate, plateLetter } from '@/components/ui/plate';
import type { CriterionScore, LevelScore } from '@/lib/scoring/result';

export type CriterionLink = (criterion: CriterionScore) => { href: string; words: string } | null;

const metWord = ({ criteria }: LevelScore) => {
  const met = criteria.filter((c) => c.met === 'yes').length;
  const open = criteria.filter((c) => c.met === 'unknown').length;
  return `${met} of ${criteria.length} met${open > 0 ? `, ${open} not known yet` : ''}`;
};

function shown(criterion: CriterionScore, link: CriterionLink): Criterion {
  const to = criterion.met === 'yes' ? null : link(criterion);
  return {
    met: criterion.met,
    name: criterion.title,
    detail: criterion.missing ? `${criterion.from} ${criterion.missing}`.trim() : criterion.from,
    fix: to && <Link href={to.href}>{to.words}</Link>,
  };
}

/** Each level's criteria with what is missing and one link each; levels above the one aimed at are folded. */
export function LevelsNeeded({
  levels,
  aim,
  link,
}: {
  levels: readonly LevelScore[];
  aim: string;
  link: CriterionLink;
}) {
  const aimed = levels.findIndex((level) => level.level === aim);
  return (
    <ol className="levels">
      {levels.map((level, index) => {
        const criteria = <Criteria criteria={level.criteria.map((criterion) => shown(criterion, link))} />;
        return (
          <li key={level.level}>
            <h3>
              <Plate letter={plateLetter(level.name)} /> {level.name} <small>{metWord(level)}</small>
            </h3>
            {index <= aimed ? (
              criteria
            ) : (
              <details className="mt-2 pb-2">
                <summary className="small">Show what {level.name} needs</summary>
                {criteria}
              </details>
            )}
          </li>
        );
      })}
    </ol>
  );
}
