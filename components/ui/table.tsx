import { classNames } from './class-names';

export type Column<Row> = {
  key: string;
  head: React.ReactNode;
  cell: (row: Row) => React.ReactNode;
  /** Figures: right-aligned, tabular. */
  numeric?: boolean;
  /** The word before the value where the table is folded ("Points:"). */
  label?: string;
  /** The cell that names the row. */
  names?: boolean;
  /** Extra room at the left, after a group of figures. */
  gap?: boolean;
  /** The cell of the sum row. */
  sum?: React.ReactNode;
};

type Props<Row> = {
  caption: string;
  /** Shows the caption; otherwise only screen readers meet it. */
  captionShown?: boolean;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** Eight columns or so: folds below 1024 px instead of 768. */
  wide?: boolean;
};

/** A table that folds into labelled lines on narrow screens; explicit roles keep its meaning there. */
export function Table<Row>({ caption, captionShown, columns, rows, rowKey, wide }: Props<Row>) {
  const hasSum = columns.some(({ sum }) => sum !== undefined);
  const classOf = ({ numeric, gap }: Column<Row>) => classNames(numeric && 'n', gap && 'gap');
  return (
    <table className={classNames('stack', wide && 'wide')} role="table">
      <caption className={captionShown ? undefined : 'vh'}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.key} role="columnheader" scope="col" className={classOf(column)}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row">
            {columns.map((column) =>
              column.names ? (
                <th key={column.key} role="rowheader" scope="row" className={classOf(column)}>
                  {column.cell(row)}
                </th>
              ) : (
                <td key={column.key} role="cell" className={classOf(column)} data-l={column.label}>
                  {column.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
      {hasSum && (
        <tfoot role="rowgroup">
          <tr role="row" className="sum">
            {columns.map((column) => (
              <td key={column.key} role="cell" className={classOf(column)} data-l={column.label}>
                {column.sum}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  );
}
