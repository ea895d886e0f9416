'use client';

import { Button } from '@/components/ui/button';
import { Say } from '@/components/ui/say';
import type { Row } from '@/lib/rulebook/cells';
import { isRealDate } from '@/lib/rulebook/dates';
import { isShown } from '@/lib/rulebook/fields';
import type { RowsField, SimpleField } from '@/lib/rulebook/schema';
import type { RowLine } from '@/lib/scoring/result';
import type { Binding } from './binding';

type Props = {
  id: string;
  number: number;
  field: RowsField;
  address: string;
  row?: Row;
  line?: RowLine;
  bind: Binding;
  onDone?: () => void;
  onRemove?: () => void;
};

const needsRoom = (column: SimpleField) =>
  column.kind === 'long-text' ||
  column.kind === 'choices' ||
  column.kind === 'link' ||
  column.kind === 'action-reference' ||
  (column.kind === 'text' && (column.max > 200 || column.hint !== undefined));

/** The columns that span the row: long ones, and one that would else stand alone before a date. */
function wideColumns(columns: readonly SimpleField[]): Set<string> {
  const wide = new Set<string>();
  let left: SimpleField | null = null;
  for (const column of columns) {
    const alone: boolean = left !== null && (needsRoom(column) || (column.kind === 'date' && left.kind !== 'date'));
    if (alone && left) wide.add(left.key);
    if (needsRoom(column)) wide.add(column.key);
    left = needsRoom(column) || (left !== null && !alone) ? null : column;
  }
  return wide;
}

/** A span of two dates whose second can be set to the first. */
function sameDay({ field, address, id, row, bind }: Props): (() => void) | null {
  const [first, last] = field.columns.filter((column) => column.kind === 'date');
  const day = first && row?.[first.key];
  if (!last || !isRealDate(day) || isRealDate(row?.[last.key])) return null;
  return () => bind.put({ [`${address}.${id}.${last.key}`]: day });
}

/** The one row that is open: its inputs, why it does not count yet, and the way out. */
export function OpenRow(props: Props) {
  const { id, number, field, address, row, line, bind, onDone, onRemove } = props;
  bind.useTypedBefore(`row-${id}`);
  const copy = sameDay(props);
  const wide = wideColumns(field.columns);
  const unfinished = !row || (line !== undefined && line.counts !== 'documented');
  const reason = line?.missing[0]?.message ?? line?.because;
  return (
    <li className="row open" id={`row-${id}`}>
      <h3>
        Row {number}
        {unfinished && ', unfinished'}
      </h3>
      <div className="two">
        {field.columns.map(
          (column) =>
            isShown(column, row ?? {}) && (
              <bind.Input
                key={column.key}
                field={column}
                address={`${address}.${id}.${column.key}`}
                bind={bind}
                className={wide.has(column.key) ? 'wide' : undefined}
                inRow
              />
            ),
        )}
      </div>
      {row && unfinished && (
        <p className="small mt-4">
          <Say kind="look">{line?.counts === 'claimed' ? 'Claimed, not documented yet.' : 'Not counted yet.'}</Say>{' '}
          {reason}{' '}
          {copy && onDone && (
            <Button look="link" onClick={copy}>
              Same as the first day
            </Button>
          )}
        </p>
      )}
      <div className="acts mt-3">
        {onDone && (
          <Button small onClick={onDone}>
            Done with row {number}
          </Button>
        )}
        {onRemove && (
          <Button look="link-danger" onClick={onRemove}>
            Remove row {number}
          </Button>
        )}
      </div>
    </li>
  );
}
