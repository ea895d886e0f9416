import Link from 'next/link';
import { Empty } from '@/components/ui/empty';
import { Section } from '@/components/ui/section';
import { Shape } from '@/components/ui/shape';
import { Table } from '@/components/ui/table';
import { applicationHref } from '@/lib/workflow/links';
import type { QueueItem } from '@/lib/workflow/program-views';
import { count, day, isoDay, shortDay } from '@/lib/words';

function Next({ item }: { item: QueueItem }) {
  const step = item.steps.find((one) => !one.ruled);
  if (!step)
    return (
      <Link href={`${applicationHref(item.application)}#review`}>
        <b>Send round {item.round}</b>
      </Link>
    );
  return (
    <>
      <Link href={step.href}>
        <b>
          Step {step.step}, {step.title.toLowerCase()}
        </b>
      </Link>
      <br />
      <span className="soft">{step.action}</span>
    </>
  );
}

/** What waits for a reviewer: one line an application, the oldest first, with the next step to rule on. */
export function Queue({ items }: { items: QueueItem[] }) {
  const left = items.reduce((sum, item) => sum + item.left, 0);
  return (
    <div className="compact">
      <Section
        id="queue"
        title="Waiting for you"
        note={items.length > 0 && `${count(left, 'step')} to rule on. Longest wait first.`}
      >
        {items.length === 0 ? (
          <Empty title="Nothing waits for you.">
            Applications appear here once a coordinator has assigned them to you and the town has submitted.
          </Empty>
        ) : (
          <Table
            caption="Applications that wait for your rulings"
            rows={items}
            rowKey={(item) => item.application}
            columns={[
              {
                key: 'town',
                head: 'Town',
                names: true,
                cell: (item) => (
                  <>
                    <Link href={applicationHref(item.application)}>
                      <b>{item.town.name}</b>
                    </Link>
                    <br />
                    <span className="soft">
                      {item.year}, round {item.round}
                    </span>
                  </>
                ),
              },
              {
                key: 'submitted',
                head: 'Submitted',
                label: 'Submitted:',
                cell: (item) => <span className="nowrap">{shortDay(isoDay(item.submittedAt))}</span>,
              },
              {
                key: 'by',
                head: 'Rule by',
                label: 'Rule by:',
                cell: (item) =>
                  item.reviewBy ? day(isoDay(item.reviewBy)) : <span className="softer">no day set</span>,
              },
              {
                key: 'left',
                head: 'Left to rule',
                label: 'Left to rule:',
                numeric: true,
                cell: (item) =>
                  item.left > 0 ? (
                    `${item.left} of ${item.steps.length}`
                  ) : (
                    <span className="nowrap">
                      <Shape name="tick" /> all ruled
                    </span>
                  ),
              },
              { key: 'next', head: 'Next', gap: true, label: 'Next:', cell: (item) => <Next item={item} /> },
            ]}
          />
        )}
      </Section>
    </div>
  );
}
