'use client';

import { useCallback, useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { fetched } from '@/components/ui/fetched';
import { Say } from '@/components/ui/say';
import { Section } from '@/components/ui/section';
import type { Row } from '@/lib/rulebook/cells';
import type { RowsField } from '@/lib/rulebook/schema';
import { count } from '@/lib/words';
import type { RowLine } from '@/lib/scoring/result';
import type { Changes } from '@/lib/workflow/merge';
import { headWords, privacyNote, rowWords } from '../answer-words';
import type { Binding } from './binding';
import { emptyTable } from './empty-table';
import { OpenRow } from './open-row';
import { ClosedRow } from './closed-row';
import { newRowId } from './values';

const PastePanel = fetched(
  () => import('./paste-panel').then((script) => script.PastePanel),
  <p className="small soft mt-4">Opening the table</p>,
);

type Props = {
  field: RowsField;
  /** `step.field`. */
  address: string;
  rows: readonly Row[];
  lines: readonly RowLine[];
  bind: Binding;
  /** The row that is open at first: an id, or one for a new row. */
  opened: string | null;
  /** The id of a first row where no script runs. */
  blank: string;
  /** The page's own address, for opening rows without JavaScript; null once the browser runs the form. */
  editHref: string | null;
};

type Removed = { id: string; number: number; cells: Changes };

const tail = (field: RowsField, rows: number, unfinished: number) =>
  `${count(rows, field.item)}${unfinished > 0 ? `, ${unfinished} unfinished` : ''}`;

/** A list of rows: read as text, one open at a time; unfinished rows are kept, marked and not counted. */
export function RowsEditor({ field, address, rows, lines, bind, opened, blank, editHref }: Props) {
  const [chosen, setOpen] = useState(opened);
  const open = chosen ?? (editHref !== null && rows.length === 0 ? blank : null);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const [pasting, setPasting] = useState(false);
  const ids = rows.map((row) => row.id);
  const isNew = open !== null && !ids.includes(open);
  const full = rows.length + (isNew ? 1 : 0) >= field.max;
  const note = privacyNote(field);
  const head = headWords(field);
  const unfinished = lines.filter((line) => line.missing.length > 0 || line.counts === 'no').length;

  const show = useCallback(
    (id: string, column?: string) => {
      setOpen(id);
      const target = `${address}.${id}.${column ?? field.columns[0]!.key}`;
      // The row's inputs exist after the next paint.
      requestAnimationFrame(() => document.getElementById(target)?.focus());
    },
    [address, field.columns],
  );

  useEffect(() => {
    const follow = () => {
      const at = decodeURIComponent(location.hash.slice(1));
      if (!at.startsWith(`${address}.`)) return;
      const [id, column] = at.slice(address.length + 1).split('.');
      if (id) show(id, column);
    };
    follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [address, show]);

  // Reads the form itself: a row drawn a while ago removes what stands now.
  function remove(id: string, number: number) {
    const now = bind.read();
    const places = field.columns.map((column) => `${address}.${id}.${column.key}`);
    setRemoved({ id, number, cells: Object.fromEntries(places.map((at) => [at, now[at] ?? null])) });
    bind.put(Object.fromEntries(places.map((at) => [at, null])));
    setOpen((current) => (current === id ? null : current));
    requestAnimationFrame(() => document.getElementById(`${address}.undo`)?.focus());
  }

  function done(id: string) {
    setOpen(null);
    requestAnimationFrame(() => document.getElementById(`${address}.${id}.edit`)?.focus());
  }

  const openRow = (id: string, number: number, row?: Row) => (
    <OpenRow
      key={id}
      id={id}
      number={number}
      field={field}
      address={address}
      row={row}
      line={lines.find((line) => line.id === id)}
      bind={bind}
      onDone={editHref === null ? () => done(id) : undefined}
      onRemove={editHref === null ? () => (row ? remove(id, number) : setOpen(null)) : undefined}
    />
  );

  return (
    <Section mended id={address} title={field.label} note={tail(field, rows.length, unfinished)}>
      {field.hint && <p className="hint max-w-prose">{field.hint}</p>}
      {note && <p className="own">{note}</p>}
      {bind.error(address) && <p className="err">{bind.error(address)}</p>}
      {rows.length === 0 && !isNew ? (
        <div className="empty">
          <p>
            <b>No {field.item} is entered yet.</b>
          </p>
        </div>
      ) : (
        <>
          <div className="rows-head" aria-hidden="true">
            <span />
            <span>{head.lead}</span>
            <span>{head.main}</span>
            <span>{head.when}</span>
            <span />
          </div>
          <ol className="rows">
            {rows.map((row, index) =>
              row.id === open ? (
                openRow(row.id, index + 1, row)
              ) : (
                <ClosedRow
                  key={row.id}
                  id={row.id}
                  number={index + 1}
                  address={address}
                  {...rowWords(field, row, bind.names)}
                  counts={lines[index]?.counts}
                  because={lines[index]?.counts === 'documented' ? undefined : lines[index]?.because}
                  editHref={editHref}
                  onEdit={show}
                  onRemove={remove}
                />
              ),
            )}
            {isNew && openRow(open, rows.length + 1)}
          </ol>
        </>
      )}
      <p className="small mt-2" role="status">
        {removed && (
          <>
            <Say kind="met">Row {removed.number} removed.</Say>{' '}
            <Button
              look="link"
              id={`${address}.undo`}
              onClick={() => {
                bind.put(removed.cells);
                setRemoved(null);
              }}
            >
              Put it back
            </Button>
          </>
        )}
      </p>
      <div className="acts mt-4">
        {editHref === null ? (
          <Button
            look="second"
            blocked={full && `The list is full: it holds ${count(field.max, 'row')}.`}
            onClick={() => show(newRowId(ids, Date.now()))}
          >
            Add a {field.item}
          </Button>
        ) : (
          <a className="btn second" href={`${editHref}&row=new#${encodeURIComponent(address)}`}>
            Add a {field.item}
          </a>
        )}
        {editHref === null && field.columns.every((column) => column.kind !== 'long-text') && (
          <>
            <Button look="second" aria-expanded={pasting} onClick={() => setPasting(!pasting)}>
              Paste rows
            </Button>
            <a className="small" href={emptyTable(field)} download={`${field.key}.csv`}>
              Download the empty table
            </a>
          </>
        )}
      </div>
      {pasting && (
        <PastePanel field={field} address={address} rows={rows} bind={bind} onClose={() => setPasting(false)} />
      )}
    </Section>
  );
}
