import Link from 'next/link';
import { PointsKey } from '@/components/ui/points';
import { Tag } from '@/components/ui/tag';
import { classNames } from '@/components/ui/class-names';
import type { ActionRow, ApplicationView } from '@/lib/workflow/views';

const columns = ['claimed', 'documented', 'awarded'] as const;
const words = { claimed: 'Claimed ', documented: 'Documented ', awarded: 'Awarded ' };

function Points({ of, strong }: { of: Pick<ActionRow, (typeof columns)[number]>; strong?: boolean }) {
  return (
    <span className="pts">
      {columns.map((column) => (
        <span
          key={column}
          className={classNames(of[column] === 0 && 'z', column === 'awarded' && of[column] > 0 && 'aw')}
        >
          <i>{words[column]}</i>
          {strong ? <b>{of[column]}</b> : of[column]}
        </span>
      ))}
    </span>
  );
}

const noteLink = ({ status }: ActionRow) =>
  status.kind === 'turn' ? 'Fix it' : status.kind === 'none' ? 'Start the form' : 'Go on with the form';

function Task({ row, open }: { row: ActionRow; open: boolean }) {
  return (
    <li className="task">
      <span className="id">{row.number}</span>
      <Link className="name" href={row.href}>
        {row.title}
      </Link>
      <span className="st">
        <Tag kind={row.status.kind}>{row.status.word}</Tag>
      </span>
      <Points of={row} />
      {row.note && (
        <span className="note">
          {row.note.text}{' '}
          {open && (
            <Link href={row.note.href}>
              {noteLink(row)}
              <span className="vh">: {row.title}</span>
            </Link>
          )}
        </span>
      )}
    </li>
  );
}

/** The actions of an application by category: status in words, three columns of points, what is to be done. */
export function TaskList({ view }: { view: ApplicationView }) {
  const open = view.can.edit.ok === true;
  const needed = view.score.levels.some((level) => level.criteria.some((c) => c.key.includes('categories')));
  return (
    <>
      <div className="task-head" aria-hidden="true">
        <span />
        <span />
        <span>Status</span>
        {columns.map((column) => (
          <span className="n" key={column}>
            <PointsKey column={column} />
          </span>
        ))}
      </div>
      {view.rulebook.categories.map((category) => {
        const rows = view.actions.filter((row) => row.category === category.number);
        return (
          <div className="cat" key={category.number}>
            <h3>
              <span className="no-">{category.number}</span>
              <span>{category.name}</span>
            </h3>
            {rows.length > 0 ? (
              <ul>
                {rows.map((row) => (
                  <Task key={row.submissionId} row={row} open={open} />
                ))}
              </ul>
            ) : (
              <p className="none">
                Nothing here yet. {category.number === 13 && needed ? 'No level needs this category. ' : ''}
                {open && (
                  <Link href={`/applications/${view.id}/add?category=${category.number}`}>
                    See its actions<span className="vh">: {category.name}</span>
                  </Link>
                )}
              </p>
            )}
          </div>
        );
      })}
      <div className="task border-t-2 border-t-ink border-b-0">
        <span className="id" />
        <b className="name">Total</b>
        <Points of={view.score} strong />
      </div>
    </>
  );
}
