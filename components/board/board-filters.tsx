import { Button } from '@/components/ui/button';
import { partyWords } from '@/lib/workflow/status';
import { shortCouncil } from './councils';

export type Filter = { year?: number; town: string; council: string; status: string; next: string };

type Choice = { value: string; label: string };

function Pick({
  id,
  label,
  name,
  value,
  options,
}: {
  id: string;
  label: string;
  name: string;
  value: string;
  options: Choice[];
}) {
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <select className="in" id={id} name={name} defaultValue={value}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The filter of the applications: a plain form whose answers are in the address. */
export function BoardFilters({
  filter,
  year,
  councils,
  statuses,
}: {
  filter: Filter;
  year: number | undefined;
  councils: string[];
  statuses: string[];
}) {
  return (
    <form className="filters" method="get" action="/programs/board#applications" aria-label="Filter applications">
      {year !== undefined && <input type="hidden" name="year" value={year} />}
      <div>
        <label htmlFor="filter-town">Town</label>
        <input className="in" id="filter-town" name="town" type="text" defaultValue={filter.town} />
      </div>
      <Pick
        id="filter-council"
        label="Council of governments"
        name="council"
        value={filter.council}
        options={[
          { value: '', label: 'All' },
          ...councils.map((council) => ({ value: council, label: shortCouncil(council) })),
        ]}
      />
      <Pick
        id="filter-status"
        label="Status"
        name="status"
        value={filter.status}
        options={[{ value: '', label: 'All' }, ...statuses.map((status) => ({ value: status, label: status }))]}
      />
      <Pick
        id="filter-next"
        label="Who acts next"
        name="next"
        value={filter.next}
        options={[
          { value: '', label: 'Anyone' },
          ...Object.entries(partyWords).map(([value, label]) => ({ value, label })),
        ]}
      />
      <Button type="submit" look="second" small>
        Show
      </Button>
    </form>
  );
}
