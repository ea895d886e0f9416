import Link from 'next/link';
import { Empty } from '@/components/ui/empty';
import { Section } from '@/components/ui/section';
import { Table } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { waited } from '@/components/board/waiting';
import { applicationHref } from '@/lib/workflow/links';
import {
  queueHref,
  queueQuery,
  queueWords,
  type QueueRound,
  type QueueState,
  type QueueView,
} from '@/lib/workflow/queue';
import type { StatusKind } from '@/lib/workflow/status';
import { count, isoDay, shortDay } from '@/lib/words';
import { QueueFilters } from './queue-filters';
import { QueueKeys } from './queue-keys';

const tags: Record<QueueState, StatusKind> = { rule: 'sent', read: 'turn', asked: 'none', ruled: 'ok' };

function Rounds({ rounds }: { rounds: QueueRound[] }) {
  return (
    <div className="sub">
      <h3>Ready to send</h3>
      <ul>
        {rounds.map(({ application, town, year, round, steps }) => (
          <li key={application} className="mt-2">
            <Link href={`${applicationHref(application)}#review`}>
              Send round {round} of {town.name}, {year}
            </Link>
            : {steps === 1 ? 'its one step is' : `all ${steps} steps are`} ruled.
          </li>
        ))}
      </ul>
    </div>
  );
}

function Lines({ queue, at }: { queue: QueueView; at: Date }) {
  return (
    <QueueKeys>
      <Table
        caption="Submitted steps in my queue"
        rows={queue.lines}
        rowKey={(line) => line.id}
        columns={[
          {
            key: 'step',
            head: 'Step',
            names: true,
            cell: (line) => (
              <>
                <Link href={queueHref(line, queue.filter)} prefetch={false} data-line="">
                  <b>
                    Step {line.step}, {line.title.toLowerCase()}
                  </b>
                </Link>
                <br />
                <span className="soft">{line.action}</span>
              </>
            ),
          },
          {
            key: 'town',
            head: 'Town',
            label: 'Town:',
            cell: (line) => (
              <>
                <Link href={applicationHref(line.application)} prefetch={false}>
                  {line.town.name}
                </Link>
                <br />
                <span className="soft">
                  {line.year}, round {line.round}
                </span>
              </>
            ),
          },
          {
            key: 'waits',
            head: 'Waits',
            label: 'Waits:',
            cell: (line) => <span className="nowrap">{waited(line.submittedAt, at)}</span>,
          },
          {
            key: 'by',
            head: 'Rule by',
            label: 'Rule by:',
            cell: ({ reviewBy, state, town }) =>
              reviewBy && state === 'asked' ? (
                <>
                  {town.name} <span className="nowrap">answers by {shortDay(isoDay(reviewBy))}</span>
                </>
              ) : reviewBy ? (
                <>
                  <span className="nowrap">{shortDay(isoDay(reviewBy))}</span>
                  {reviewBy < at && <b> overdue</b>}
                </>
              ) : (
                <span className="softer">no day set</span>
              ),
          },
          {
            key: 'documented',
            head: 'Documented',
            label: 'Documented points:',
            numeric: true,
            cell: (line) => line.documented,
          },
          {
            key: 'state',
            head: 'State',
            label: 'State:',
            gap: true,
            cell: (line) => <Tag kind={tags[line.state]}>{queueWords.state[line.state]}</Tag>,
          },
        ]}
      />
    </QueueKeys>
  );
}

/** How many steps the page is about, and in which order: said once. */
function Told({ queue: { filter, shown, waiting }, narrowed }: { queue: QueueView; narrowed: boolean }) {
  if (narrowed)
    return (
      <>
        {count(shown, 'step')} {shown === 1 ? 'matches' : 'match'} the filter.{' '}
        <Link href="/home#queue">Show everything that waits</Link>. The address of this page keeps the filter: a
        bookmark brings it back.
      </>
    );
  const asked = shown - waiting;
  return [
    ...(waiting > 0 ? [`${count(waiting, 'step')}, ${queueWords.order[filter.sort]}.`] : []),
    ...(asked > 0 ? [`${count(asked, 'step')} ${asked === 1 ? 'waits' : 'wait'} for a town’s answer.`] : []),
  ].join(' ');
}

/** What waits for a reviewer, step by step: filters in the address, rounds to send, and the steps in the order asked for. */
export function Queue({
  queue,
  paged,
  first,
  at,
}: {
  queue: QueueView;
  paged: boolean;
  /** Nothing of the page stands above it. */
  first: boolean;
  at: Date;
}) {
  const { filter, lines, rounds, shown, next } = queue;
  const narrowed = queueQuery({ ...filter, sort: 'age' }) !== '';
  const known = shown > 0 || narrowed || queue.counts.state.length > 0;
  return (
    <div className="compact">
      <Section
        id="queue"
        first={first}
        title="Waiting for you"
        note={(narrowed || shown > 0) && <Told queue={queue} narrowed={narrowed} />}
      >
        {rounds.length > 0 && <Rounds rounds={rounds} />}
        {known && <QueueFilters queue={queue} />}
        {lines.length > 0 ? (
          <Lines queue={queue} at={at} />
        ) : (
          <Empty title={narrowed ? 'No step matches the filter.' : 'Nothing waits for you.'}>
            {narrowed
              ? 'Change the filter, or show everything that waits.'
              : 'Steps appear here once a coordinator has assigned them to you and the town has submitted.'}
          </Empty>
        )}
        {(next || paged) && (
          <p className="acts mt-4">
            {paged && <Link href={`/home?${queueQuery(filter)}#queue`}>Back to the first page</Link>}
            {next && <Link href={`/home?${queueQuery(filter, next)}#queue`}>The next page</Link>}
          </p>
        )}
      </Section>
    </div>
  );
}
