import Link from 'next/link';
import { waited } from '@/components/board/waiting';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Select } from '@/components/ui/select';
import { Table } from '@/components/ui/table';
import type { AssigningView } from '@/lib/workflow/assign-views';
import { applicationHref } from '@/lib/workflow/links';
import { list } from '@/lib/words';

/** What was asked for, as it stands in the address. */
export type Asked = { applications: string[]; reviewer: string; scope: string };

/** Applications with steps nobody reads, to be ticked, and how they are to be given out. Its answer is the preview. */
export function ChooseForm({ view, request }: { view: AssigningView; request: Asked }) {
  if (view.unread.length === 0)
    return <Empty title="Every submitted step has a reader.">Steps appear here when a town submits.</Empty>;
  const chosen = new Set(request.applications);
  const used = new Set(view.unread.flatMap((line) => line.categories));
  return (
    <form method="get" action="/programs/assign#preview" aria-label="Choose what to assign">
      <input type="hidden" name="preview" value="1" />
      <Table
        caption="Applications with steps that nobody reads"
        rows={view.unread}
        rowKey={(line) => line.application}
        columns={[
          {
            key: 'town',
            head: 'Application',
            names: true,
            cell: (line) => (
              <label className="pick tight">
                <input
                  type="checkbox"
                  name="applications"
                  value={line.application}
                  defaultChecked={chosen.has(line.application)}
                />
                <span>
                  <b>{line.town.name}</b>
                  <span className="hint">
                    {line.year}, round {line.round}
                  </span>
                </span>
              </label>
            ),
          },
          {
            key: 'since',
            head: 'Waits',
            label: 'Waits:',
            cell: (line) => <span className="nowrap">{waited(line.submittedAt, view.at)}</span>,
          },
          {
            key: 'without',
            head: 'Without a reader',
            label: 'Steps without a reader:',
            numeric: true,
            cell: (line) => (line.without === line.steps ? `all ${line.steps}` : `${line.without} of ${line.steps}`),
          },
          {
            key: 'categories',
            head: 'In categories',
            label: 'In categories:',
            gap: true,
            cell: (line) => list(line.categories.map(String)),
          },
          {
            key: 'why',
            head: 'Nothing can go to',
            label: 'Nothing can go to:',
            cell: (line) =>
              line.ended.length > 0 ? (
                <span className="small">{line.ended.join('; ')}</span>
              ) : (
                <span className="softer">nobody is shut out</span>
              ),
          },
          {
            key: 'open',
            head: 'Open',
            cell: (line) => (
              <Link href={applicationHref(line.application)}>
                Open<span className="vh"> {line.town.name}</span>
              </Link>
            ),
          },
        ]}
      />
      <p className="small soft mt-3">Tick none to give out everything that waits.</p>
      <div className="grid gap-4 mt-3 md:grid-cols-2">
        <Select
          id="assign-to"
          name="reviewer"
          label="Give it"
          hint="By the table, each category goes to the reader of its topic with the fewest steps waiting."
          options={[
            { value: '', label: 'by the table of topics' },
            ...view.reviewers.map(({ id, name, load }) => ({ value: id, label: `to ${name} (${load} waiting)` })),
          ]}
          defaultValue={request.reviewer}
        />
        <Select
          id="assign-what"
          name="scope"
          label="What of it"
          hint="Only what nobody reads yet is given out."
          options={[
            { value: '', label: 'everything' },
            ...view.categories
              .filter(({ number }) => used.has(number))
              .map(({ number, name }) => ({ value: `category:${number}`, label: `category ${number} ${name}` })),
            ...view.actions.map(({ id, name }) => ({ value: `action:${id}`, label: `the action ${name}` })),
          ]}
          defaultValue={request.scope}
        />
      </div>
      <div className="acts mt-4">
        <Button type="submit">Show what would happen</Button>
      </div>
    </form>
  );
}
