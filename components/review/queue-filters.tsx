import { Button } from '@/components/ui/button';
import { queueSorts, queueWords, type QueueChoice, type QueueView } from '@/lib/workflow/queue';

function Pick({
  name,
  label,
  value,
  all,
  choices,
}: {
  name: string;
  label: string;
  value: string;
  /** The choice of no filter; none where one always holds. */
  all?: string;
  choices: { value: string; label: string }[];
}) {
  return (
    <div>
      <label htmlFor={`queue-${name}`}>{label}</label>
      <select className="in" id={`queue-${name}`} name={name} defaultValue={value}>
        {all && <option value="">{all}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}

const counted = (choices: QueueChoice[], chosen: string) => {
  const shown = choices.map(({ value, label, count }) => ({ value, label: `${label} (${count})` }));
  // What is chosen stays a choice, also where nothing is left of it.
  return !chosen || choices.some(({ value }) => value === chosen)
    ? shown
    : [...shown, { value: chosen, label: `${chosen} (0)` }];
};

/** The filters of the queue: a plain form whose answers are in the address, each choice with how many steps it shows. */
export function QueueFilters({ queue: { filter, counts } }: { queue: QueueView }) {
  const category = filter.category === null ? '' : String(filter.category);
  return (
    <form className="filters queue" method="get" action="/home#queue" aria-label="Filter my queue">
      <Pick name="town" label="Town" value={filter.town} all="Every town" choices={counted(counts.town, filter.town)} />
      <Pick
        name="category"
        label="Category"
        value={category}
        all="Every category"
        choices={counted(counts.category, category)}
      />
      <Pick
        name="state"
        label="State"
        value={filter.state}
        all="Not ruled yet"
        choices={counted(counts.state, filter.state)}
      />
      <Pick name="due" label="Rule by" value={filter.due} all="Any day" choices={counted(counts.due, filter.due)} />
      <Pick
        name="sort"
        label="Order"
        value={filter.sort}
        choices={queueSorts.map((value) => ({ value, label: queueWords.sort[value] }))}
      />
      <Button type="submit" look="second" small>
        Show
      </Button>
    </form>
  );
}
