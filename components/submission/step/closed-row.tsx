'use client';

import { memo } from 'react';
import { Button } from '@/components/ui/button';
import { Say } from '@/components/ui/say';
import type { RowLine } from '@/lib/scoring/result';
import type { RowWords } from '../answer-words';

type Props = RowWords & {
  id: string;
  number: number;
  address: string;
  counts?: RowLine['counts'];
  because?: string;
  editHref: string | null;
  onEdit: (id: string) => void;
  onRemove: (id: string, number: number) => void;
};

/** A row read as text. Its link opens it in the page, or without JavaScript through the address. */
export const ClosedRow = memo(
  function ClosedRow({ id, number, address, lead, beside, main, more, when, ...rest }: Props) {
    const { counts, because, editHref, onEdit, onRemove } = rest;
    return (
      <li className="row">
        <span className="i">{number}</span>
        <span className="l break-words">
          <b>{lead}</b>
          {beside && (
            <>
              <br />
              {beside}
            </>
          )}
        </span>
        <span className="l break-words">
          {main}
          {more && (
            <>
              <br />
              <span className="soft">{more}</span>
            </>
          )}
          {because && (
            <Say kind={counts === 'claimed' ? 'look' : 'unknown'} className="flex">
              {because}
            </Say>
          )}
        </span>
        <span className="l num">{when}</span>
        <span className="do">
          {editHref === null ? (
            <Button look="link" id={`${address}.${id}.edit`} onClick={() => onEdit(id)}>
              Edit<span className="vh"> row {number}</span>
            </Button>
          ) : (
            <a className="linkish" href={`${editHref}&row=${id}#${encodeURIComponent(address)}`}>
              Edit<span className="vh"> row {number}</span>
            </a>
          )}
          {editHref === null ? (
            <Button look="link-danger" onClick={() => onRemove(id, number)}>
              Remove<span className="vh"> row {number}</span>
            </Button>
          ) : (
            <button className="linkish no" name={`${address}.${id}.remove`} value="1">
              Remove<span className="vh"> row {number}</span>
            </button>
          )}
        </span>
      </li>
    );
  },
  // What it does follows from id and number; new closures alone draw nothing new.
  (a, b) =>
    a.id === b.id &&
    a.number === b.number &&
    a.lead === b.lead &&
    a.beside === b.beside &&
    a.main === b.main &&
    a.more === b.more &&
    a.when === b.when &&
    a.counts === b.counts &&
    a.because === b.because &&
    a.editHref === b.editHref,
);
