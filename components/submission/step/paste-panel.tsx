'use client';

import Papa from 'papaparse';
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Say } from '@/components/ui/say';
import { Table } from '@/components/ui/table';
import { TextArea } from '@/components/ui/text-area';
import type { Row } from '@/lib/rulebook/cells';
import type { RowsField } from '@/lib/rulebook/schema';
import { count, list } from '@/lib/words';
import type { Changes } from '@/lib/workflow/merge';
import { headWords, rowWords } from '../answer-words';
import type { Binding } from './binding';
import { readPaste, type Fate, type Pasted, type PastedRow } from './paste';
import { newRowId } from './values';

type Props = {
  field: RowsField;
  address: string;
  rows: readonly Row[];
  bind: Binding;
  onClose: () => void;
};

/** The most pasted rows drawn in the preview; all of them are added. */
const drawn = 50;

function FateWords({ fate }: { fate: Fate }) {
  if (fate.kind === 'add') return <Say kind="met">Can be added</Say>;
  if (fate.kind === 'same')
    return (
      <>
        <Say kind="unknown">Same as {fate.as}</Say>
        <br />
        Counts once, not added
      </>
    );
  return (
    <>
      <Say kind="look">Added unfinished</Say>
      <br />
      {fate.why}
    </>
  );
}

function read(text: string, field: RowsField, rows: readonly Row[]): Pasted | null {
  if (text.trim() === '') return null;
  // One line more than can ever be used tells that there are too many, without reading them all into cells.
  const lines = text.split('\n').length;
  if (lines > field.max * 20) return { kind: 'too-many', found: lines, room: field.max - rows.length };
  const delimiter = text.includes('\t') ? '\t' : '';
  const { data } = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: 'greedy' });
  return readPaste(field, data, rows);
}

function Preview({ field, rows, bind }: { field: RowsField; rows: PastedRow[]; bind: Binding }) {
  const head = headWords(field);
  const shown = rows.slice(0, drawn).map((row, index) => ({
    key: String(index),
    fate: row.fate,
    ...rowWords(field, { ...row.values, id: String(index) }, bind.names),
  }));
  return (
    <>
      <Table
        caption="Pasted rows and what happens to each"
        rows={shown}
        rowKey={(row) => row.key}
        columns={[
          {
            key: 'who',
            head: head.lead,
            names: true,
            cell: (row) => (
              <>
                <b>{row.lead}</b>
                {row.beside && `, ${row.beside}`}
              </>
            ),
          },
          { key: 'what', head: head.main, cell: (row) => row.main || row.more },
          ...(head.when
            ? [
                {
                  key: 'when',
                  head: head.when,
                  cell: (row: (typeof shown)[number]) => <span className="num">{row.when}</span>,
                },
              ]
            : []),
          { key: 'fate', head: 'What happens', cell: (row) => <FateWords fate={row.fate} /> },
        ]}
      />
      {rows.length > drawn && (
        <p className="small soft mt-2">And {count(rows.length - drawn, 'more row', 'more rows')}.</p>
      )}
    </>
  );
}

const tooMany = ({ found, room }: { found: number; room: number }, field: RowsField) =>
  `${count(found, 'row')} were pasted, and ${room > 0 ? `there is room for ${room}` : 'the list is full'}: it holds at most ${field.max}. Nothing was added. Shorten the table; the pasted text stays here until you discard it.`;

const leftOut = (headings: readonly string[]) =>
  `${list(headings.map((heading) => `“${heading}”`))} ${headings.length === 1 ? 'is not a column' : 'are not columns'} of this list: what stands below it is left out. Name it as above if it belongs to one of them.`;

/** The cells of rows that are added, below those that are there. */
function cellsOf(adding: readonly PastedRow[], address: string, rows: readonly Row[]): Changes {
  const at = Date.now();
  const ids = rows.map((row) => row.id);
  const changes: Changes = {};
  adding.forEach((row, index) => {
    const id = newRowId(ids, at, index);
    for (const [column, value] of Object.entries(row.values)) changes[`${address}.${id}.${column}`] = value;
  });
  return changes;
}

/** Rows pasted from a spreadsheet: each row's fate first; nothing is added until one says so. */
export function PastePanel({ field, address, rows, bind, onClose }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  const deferred = useDeferredValue(text);
  const pasted = useMemo(() => read(deferred, field, rows), [deferred, field, rows]);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const adding = pasted?.kind === 'rows' ? pasted.rows.filter((row) => row.fate.kind !== 'same') : [];

  function add() {
    bind.put(cellsOf(adding, address, rows));
    setText('');
    onClose();
  }

  return (
    <div className="paste" role="region" aria-labelledby={id}>
      <h3 id={id}>
        {pasted?.kind === 'rows'
          ? `${count(pasted.rows.length, 'row')} pasted from your spreadsheet`
          : 'Paste rows from a spreadsheet'}
      </h3>
      <p className="small soft">
        Columns: {field.columns.map((column) => column.label).join(', ')}. Nothing is added until you say so.
      </p>
      <TextArea
        id={`${address}.paste`}
        label="Pasted rows"
        ref={box}
        value={text}
        rows={4}
        className="plain"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
      <div aria-live="polite" className="mt-3">
        {pasted?.kind === 'too-many' && <Notice kind="bad" title={tooMany(pasted, field)} />}
        {pasted?.kind === 'rows' && pasted.strange.length > 0 && <Notice kind="look" title={leftOut(pasted.strange)} />}
        {pasted?.kind === 'nothing' && <p className="small soft">No row is in this text.</p>}
      </div>
      {pasted?.kind === 'rows' && <Preview field={field} rows={pasted.rows} bind={bind} />}
      <div className="acts mt-4">
        {pasted?.kind === 'rows' && adding.length > 0 && (
          <Button small onClick={add}>
            Add {count(adding.length, 'row')}
          </Button>
        )}
        <Button look="link" onClick={onClose}>
          Discard the paste
        </Button>
      </div>
    </div>
  );
}
