import { Say } from '@/components/ui/say';
import type { Row } from '@/lib/rulebook/cells';
import { isShown } from '@/lib/rulebook/fields';
import type { RowsField } from '@/lib/rulebook/schema';
import type { RowLine } from '@/lib/scoring/result';
import { answerText, headWords, isAnswered, rowWords, type ActionNames } from './answer-words';

const fate = (line: RowLine | undefined) =>
  line &&
  line.counts !== 'documented' && (
    <Say kind="look" className="small">
      {line.because}
    </Say>
  );

/** Rows whose columns hold long texts: one part each, with every answer under its question. */
function Narratives({ field, rows, names, lines }: Props) {
  return (
    <ol className="grid gap-6">
      {rows.map((row, index) => (
        <li key={row.id} id={`row-${row.id}`}>
          <p>
            <b>
              {index + 1}. {rowWords(field, row, names).lead || `This ${field.item} is not named yet`}
            </b>
          </p>
          {fate(lines?.find((line) => line.id === row.id))}
          <dl className="grid gap-3 mt-2">
            {field.columns.slice(1).map(
              (column) =>
                isShown(column, row) && (
                  <div key={column.key}>
                    <dt className="small soft">
                      {column.label}
                      {column.own && <span className="own"> The portal’s own question</span>}
                    </dt>
                    <dd className={column.kind === 'long-text' ? 'doc whitespace-pre-line' : undefined}>
                      {isAnswered(row[column.key]) ? (
                        answerText(column, row[column.key]!, names)
                      ) : (
                        <span className="softer">Not answered</span>
                      )}
                    </dd>
                  </div>
                ),
            )}
          </dl>
        </li>
      ))}
    </ol>
  );
}

type Props = { field: RowsField; rows: readonly Row[]; names: ActionNames; lines?: readonly RowLine[] };

/** Rows read as text, numbered as everywhere else. */
export function RowsRead({ field, rows, names, lines }: Props) {
  if (rows.length === 0) return <span className="softer">No {field.item} is entered</span>;
  if (field.columns.some((column) => column.kind === 'long-text'))
    return <Narratives field={field} rows={rows} names={names} lines={lines} />;
  const head = headWords(field);
  return (
    <>
      <div className="rows-head" aria-hidden="true">
        <span />
        <span>{head.lead}</span>
        <span>{head.main}</span>
        <span>{head.when}</span>
        <span />
      </div>
      <ol className="rows">
        {rows.map((row, index) => {
          const words = rowWords(field, row, names);
          return (
            <li className="row" key={row.id} id={`row-${row.id}`}>
              <span className="i">{index + 1}</span>
              <span className="l">
                <b>{words.lead}</b>
                {words.beside && (
                  <>
                    <br />
                    {words.beside}
                  </>
                )}
                {words.personal && (
                  <>
                    <br />
                    <span className="soft wrap-anywhere">{words.personal}</span>
                  </>
                )}
              </span>
              <span className="l">
                {words.main}
                {words.more && (
                  <>
                    <br />
                    <span className="soft">{words.more}</span>
                  </>
                )}
                {lines && <span className="block">{fate(lines.find((line) => line.id === row.id))}</span>}
              </span>
              <span className="l num">{words.when}</span>
            </li>
          );
        })}
      </ol>
    </>
  );
}
