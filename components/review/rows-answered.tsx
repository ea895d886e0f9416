import { headWords, rowWords, type ActionNames } from '@/components/submission/answer-words';
import { rowsIn } from '@/components/submission/answers-read';
import { RowsRead } from '@/components/submission/rows-read';
import { Say } from '@/components/ui/say';
import { Table, type Column } from '@/components/ui/table';
import type { Row, StepAnswers } from '@/lib/rulebook/cells';
import type { RowsField } from '@/lib/rulebook/schema';
import type { RowLine } from '@/lib/scoring/result';
import { count } from '@/lib/words';

type Props = { field: RowsField; answers: StepAnswers; lines: readonly RowLine[]; names: ActionNames };
type Numbered = { row: Row; number: number; line: RowLine | undefined };

function Mark({ line }: { line: RowLine | undefined }) {
  if (!line || line.counts === 'documented') return null;
  return (
    <Say kind="look" className="xs">
      {line.because}
    </Say>
  );
}

/** The columns that the list has: a row is named by what leads it, or by its number. What to look at stands below its words. */
function columnsOf(field: RowsField, names: ActionNames): Column<Numbered>[] {
  const head = headWords(field);
  const marked = head.main ? 'main' : head.lead ? 'lead' : 'row';
  const columns: Column<Numbered>[] = [
    {
      key: 'row',
      head: 'Row',
      label: 'Row',
      names: head.lead === '',
      cell: ({ number, line }) => (
        <>
          <span className="num">{number}</span>
          {marked === 'row' && <Mark line={line} />}
        </>
      ),
    },
    {
      key: 'lead',
      head: head.lead,
      names: true,
      cell: ({ row, line }) => {
        const words = rowWords(field, row, names);
        return (
          <>
            <b>{words.lead || 'Not named'}</b>
            {words.beside && <span className="soft block break-words">{words.beside}</span>}
            {words.personal && <span className="soft block min-w-56 wrap-anywhere">{words.personal}</span>}
            {marked === 'lead' && <Mark line={line} />}
          </>
        );
      },
    },
    {
      key: 'main',
      head: head.main,
      cell: ({ row, line }) => {
        const words = rowWords(field, row, names);
        return (
          <>
            {words.main}
            {words.more && <span className="soft block break-words">{words.more}</span>}
            {marked === 'main' && <Mark line={line} />}
          </>
        );
      },
    },
    {
      key: 'when',
      head: head.when,
      cell: ({ row }) => <span className="num nowrap">{rowWords(field, row, names).when}</span>,
    },
  ];
  return columns.filter((column) => column.head !== '');
}

/** The rows a town entered, across the whole column: a table, or one part each where they hold narratives. */
export function RowsAnswered({ field, answers, lines, names }: Props) {
  const rows = rowsIn(answers, field);
  const numbered = rows.map((row, index): Numbered => {
    return { row, number: index + 1, line: lines.find((line) => line.id === row.id) };
  });
  const long = field.columns.some((column) => column.kind === 'long-text');
  return (
    <div className="mt-4">
      <h3>
        {field.label} <span className="small soft">{count(rows.length, field.item)}</span>
      </h3>
      {long || rows.length === 0 ? (
        <RowsRead field={field} rows={rows} names={names} lines={lines} />
      ) : (
        <Table caption={field.label} rows={numbered} rowKey={({ row }) => row.id} columns={columnsOf(field, names)} />
      )}
    </div>
  );
}
