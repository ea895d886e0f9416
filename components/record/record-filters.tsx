import { Button } from '@/components/ui/button';

export type Filter = { town: string; person: string; kind: string; from: string; to: string };

function Word({ name, label, value, type = 'text' }: { name: string; label: string; value: string; type?: string }) {
  return (
    <div>
      <label htmlFor={`filter-${name}`}>{label}</label>
      <input className="in" id={`filter-${name}`} name={name} type={type} defaultValue={value} />
    </div>
  );
}

/** The filter of the record: a plain form whose answers are in the address. */
export function RecordFilters({ filter, kinds }: { filter: Filter; kinds: { value: string; label: string }[] }) {
  return (
    <form className="filters" method="get" action="/programs/record" aria-label="Filter the record">
      <Word name="town" label="Town" value={filter.town} />
      <Word name="person" label="Person" value={filter.person} />
      <div>
        <label htmlFor="filter-kind">What happened</label>
        <select className="in" id="filter-kind" name="kind" defaultValue={filter.kind}>
          <option value="">Anything</option>
          {kinds.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <Word name="from" label="From" value={filter.from} type="date" />
      <Word name="to" label="To" value={filter.to} type="date" />
      <Button type="submit" look="second" small>
        Show
      </Button>
    </form>
  );
}
