import { Empty } from '@/components/ui/empty';
import { Section } from '@/components/ui/section';
import { Table } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { isoDay, shortDay } from '@/lib/words';
import { applicationHref } from '@/lib/workflow/links';
import type { ApplicationSummary } from '@/lib/workflow/views';

const deed = ({ view }: ApplicationSummary) => view.deed.charAt(0).toUpperCase() + view.deed.slice(1);

const places = [
  { href: '/programs/board', label: 'Board', what: 'every town and every application of a cycle' },
  { href: '/programs/assign', label: 'Assign', what: 'who reads what: by rule, by hand, handing over' },
  { href: '/programs/reviewers', label: 'Reviewers', what: 'topics, conflicts of interest, second readings' },
  { href: '/programs/cycles', label: 'Cycles', what: 'rounds, deadlines, extensions' },
  { href: '/programs/rulebooks', label: 'Rulebooks', what: 'versions, levels, readings of open questions' },
  { href: '/programs/templates', label: 'Reasons', what: 'words for what reviewers write often' },
  { href: '/programs/towns', label: 'Towns', what: 'registrations, designations, contacts' },
  { href: '/people', label: 'People', what: 'reviewers and coordinators' },
  { href: '/programs/record', label: 'Record', what: 'who did what, and when' },
];

/** What waits for a coordinator, and where the rest is. */
export function HomeCoordinator({ waiting }: { waiting: ApplicationSummary[] }) {
  return (
    <div className="cols main-aside">
      <Section title="Needs you" note={waiting.length > 0 ? 'Longest wait first' : undefined} first>
        {waiting.length === 0 ? (
          <Empty title="Nothing waits for a coordinator.">
            Applications appear here when a reviewer is to be assigned or a decision is due.
          </Empty>
        ) : (
          <Table
            caption="Applications that wait for a coordinator"
            rows={waiting}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'town',
                head: 'Town',
                names: true,
                cell: ({ id, town, year }) => (
                  <>
                    <a href={applicationHref(id)}>{town.name}</a>
                    <span className="small soft">, {year}</span>
                  </>
                ),
              },
              {
                key: 'status',
                head: 'Status',
                label: 'Status:',
                cell: ({ view }) => <Tag kind={view.kind}>{view.staff}</Tag>,
              },
              { key: 'do', head: 'What to do', label: 'What to do:', cell: deed },
              {
                key: 'since',
                head: 'Since',
                label: 'Since:',
                cell: ({ since }) => <span className="nowrap">{shortDay(isoDay(since))}</span>,
              },
            ]}
          />
        )}
      </Section>
      <aside>
        <Section title="Where things are" first>
          <ul className="grid gap-3">
            {places.map(({ href, label, what }) => (
              <li key={href}>
                <a href={href}>{label}</a>
                <br />
                <span className="small soft">{what}</span>
              </li>
            ))}
          </ul>
        </Section>
      </aside>
    </div>
  );
}
