import type { Metadata } from 'next';
import { Facts } from '@/components/ui/facts';
import { Mast } from '@/components/ui/mast';
import { PointsKey } from '@/components/ui/points';
import { Say } from '@/components/ui/say';
import { Section } from '@/components/ui/section';
import { shippedRulebooks } from '@/lib/rulebook/published';
import { CreditTable } from './credit-table';
import { LevelList } from './level-list';

export const metadata: Metadata = {
  title: 'How it works',
  description: 'From registration to a level: actions, points, evidence, rounds and the credit window.',
};

/** The program's workings in one page: the way of an application, points, credit, rounds, levels. */
export default function HowItWorksPage() {
  const rulebook = shippedRulebooks.at(-1);
  return (
    <main id="main" tabIndex={-1}>
      <Mast
        title="How it works"
        lede="A town chooses actions, shows what it did, and reviewers from outside rule on each step. Awarded points and a few fixed criteria decide the level."
      />
      <div className="wrap">
        <div className="cols main-aside mt-10">
          <div>
            <Section first id="way" title="The way of an application">
              <div className="prose doc">
                <ol>
                  <li>
                    The town registers: its governing body passes a resolution, names a contact and forms a
                    Sustainability Team of at least three.
                  </li>
                  <li>The town starts an application for the year and says which level the town aims for.</li>
                  <li>
                    The town adds actions, answers their questions, attaches evidence and points to the page that shows
                    each thing. Everything typed is kept.
                  </li>
                  <li>The contact checks all answers on one page and submits the round.</li>
                  <li>
                    Reviewers rule on every step: approved with points, returned with what to fix, or not approved, each
                    with a reason.
                  </li>
                  <li>The town fixes what was returned and submits again. Approved steps stay locked.</li>
                  <li>
                    When every step has its ruling, a coordinator decides, and the level stands to December 31 of the
                    third year after.
                  </li>
                </ol>
              </div>
            </Section>
            <Section id="points" title="Three columns of points" note="Only the last one counts for a level">
              <Facts
                facts={[
                  {
                    term: <PointsKey column="claimed" />,
                    detail: 'What the answers say the work is worth.',
                  },
                  {
                    term: <PointsKey column="documented" />,
                    detail: 'The part of it that the attached evidence and complete rows support.',
                  },
                  {
                    term: <PointsKey column="awarded" />,
                    detail: 'What rulings have granted. Levels are decided on these alone.',
                  },
                ]}
              />
              <p className="mt-4 max-w-[38rem]">
                Every number carries its arithmetic and the clause of the program it comes from. The total is the sum of
                the lines on the page.
              </p>
            </Section>
            <Section id="verdicts" title="Met, not met, not known yet">
              <Facts
                facts={[
                  { term: <Say kind="met" />, detail: 'The answers or the evidence show it.' },
                  { term: <Say kind="not-met" />, detail: 'They show that something is missing, and what.' },
                  {
                    term: <Say kind="unknown" />,
                    detail: 'Nobody has answered yet. An open question never counts for or against a town.',
                  },
                ]}
              />
            </Section>
            <Section id="credit" title="New and rolling credit" note="Which work may count">
              <div className="prose">
                <p>
                  The window opens on January 1, three years before the year sought. A town seeking certification in
                  2024 counts work since January 1, 2021 as new. Older work can earn rolling credit: the town then
                  describes how it still matters today. Some steps take new credit only.
                </p>
              </div>
              <CreditTable />
              <div className="prose mt-4">
                <p>
                  The rule is applied to each step, and to each row of a log. An activity that earns points in one
                  action cannot earn them again in another.
                </p>
              </div>
            </Section>
            <Section id="rounds" title="Rounds and deadlines">
              <div className="prose">
                <p>
                  A year has several rounds. Each closes at a day and time in Eastern time, shown wherever it matters,
                  and the moment the portal receives a submission decides. Work finished after a round goes to the next
                  one. A coordinator can give one town more time, with a reason that stays on the record.
                </p>
              </div>
            </Section>
            <Section id="partners" title="Working with others">
              <div className="prose">
                <p>
                  Every action asks who took part and what the town’s own role was. Points are never copied from one
                  town to another: each files its own submission.
                </p>
                <p>
                  <a href="/actions">Read the actions</a> or see <a href="/towns">which towns are certified</a>.
                </p>
              </div>
            </Section>
          </div>
          <aside>
            {rulebook && (
              <Section
                first
                id="levels"
                title="The levels"
                note={`Rulebook ${rulebook.year}, version ${rulebook.version}`}
              >
                <LevelList rulebook={rulebook} />
                <p className="small soft mt-3">
                  Figures change from year to year. An application keeps the rulebook it began with.
                </p>
              </Section>
            )}
          </aside>
        </div>
      </div>
    </main>
  );
}
