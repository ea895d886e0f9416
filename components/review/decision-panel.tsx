import type { FormCommand } from '@/components/form/form-state';
import { Table } from '@/components/ui/table';
import type { CriterionScore, LevelScore } from '@/lib/scoring/result';
import type { ApplicationView } from '@/lib/workflow/views';
import { day, list } from '@/lib/words';
import { DecideForm, type Decided } from './decide-form';

const said = { yes: 'Met', no: 'Not met', unknown: 'Not known yet' } as const;

function Level({ level, first }: { level: LevelScore; first: boolean }) {
  const met = level.criteria.filter((criterion) => criterion.met === 'yes').length;
  return (
    <details open={first} className="mt-3">
      <summary>
        {level.name}: {met} of {level.criteria.length} criteria met
      </summary>
      <Table
        caption={`What ${level.name} needs, by awarded points`}
        rows={level.criteria}
        rowKey={(criterion: CriterionScore) => criterion.key}
        columns={[
          { key: 'title', head: 'Criterion', names: true, cell: (criterion) => criterion.title },
          { key: 'have', head: 'Has', label: 'Has:', numeric: true, cell: (criterion) => criterion.have },
          { key: 'need', head: 'Needs', label: 'Needs:', numeric: true, cell: (criterion) => criterion.need },
          { key: 'met', head: 'So', label: 'So:', cell: (criterion) => said[criterion.met] },
          {
            key: 'from',
            head: 'From',
            label: 'From:',
            cell: (criterion) => `${criterion.from} ${criterion.missing}`.trim(),
          },
        ]}
      />
    </details>
  );
}

/** The last day a level awarded today would hold: domain section 4. */
const lastDay = (today: string, years: number) => day(`${Number(today.slice(0, 4)) + years}-12-31`);

type Props<T extends Decided> = {
  view: ApplicationView;
  /** Id of the reader. */
  user: string;
  /** The present day in Connecticut, an ISO date. */
  today: string;
  decide: FormCommand<T>;
  /** What is still to be looked at before deciding: findings, dissent between readers. */
  open: React.ReactNode;
};

/** The coordinator's decision: each level's criteria by awarded points, what is still open, and the letter. */
export function DecisionPanel<T extends Decided>({ view, user, today, decide, open }: Props<T>) {
  const met = view.score.levels.filter((level) => level.met === 'yes').map(({ level, name }) => ({ id: level, name }));
  const top = met.findIndex((level) => level.id === view.score.level);
  return (
    <div className="sub" id="decision">
      <h3>Decision</h3>
      <p className="prose">
        {view.score.awarded} points are awarded.{' '}
        {met.length > 0 ? `${list(met.map((l) => l.name))} can be certified.` : 'They meet no level.'}
      </p>
      {view.score.levels.map((level, index) => (
        <Level key={level.level} level={level} first={level.level === view.aim || index === 0} />
      ))}
      {open}
      <DecideForm
        action={decide}
        user={user}
        application={view.id}
        town={view.town.name}
        levels={met.slice(0, top + 1).reverse()}
        until={lastDay(today, view.rulebook.timeframe.certificationYears)}
      />
    </div>
  );
}
