'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import type { Cells } from '@/lib/rulebook/cells';
import { personalAddresses } from '@/lib/rulebook/personal';
import type { Field, SimpleField } from '@/lib/rulebook/schema';
import type { Changes } from '@/lib/workflow/merge';
import type { SubmissionView } from '@/lib/workflow/views';
import { useAutosave } from '../autosave/use-autosave';
import { useLiveScore, type Live } from './use-live-score';
import { fieldAt, toCell, toRaw, valuesOf } from './values';

type Options = {
  view: Pick<SubmissionView, 'id' | 'action' | 'rulebook' | 'facts' | 'revision' | 'stamp'>;
  cells: Cells;
  step: string;
  fields: readonly Field[];
  user: string;
  initial: Pick<Live, 'step' | 'problems'>;
};

function assign(cells: Cells, changes: Changes): Cells {
  const next = { ...cells };
  for (const [address, value] of Object.entries(changes))
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) delete next[address];
    else next[address] = value;
  return next;
}

/** One step's form at work: React Hook Form holds the inputs, cells follow, points and saving follow the cells. */
export function useStep({ view, cells: opened, step, fields, user, initial }: Options) {
  const [defaultValues] = useState(() => valuesOf(fields, step, opened));
  const form = useForm({ defaultValues });
  const cells = useRef(opened);
  const { rulebook, facts, action } = view;
  const { live, rescore } = useLiveScore({ rulebook, facts, action: action.id, step }, { ...initial, cells: opened });
  const [isPersonal] = useState(() => personalAddresses(view.action));

  const { setValue } = form;
  const show = useCallback(
    (changes: Changes) => {
      cells.current = assign(cells.current, changes);
      for (const [address, value] of Object.entries(changes)) {
        const field = address.startsWith(`${step}.`) ? fieldAt(fields, address) : undefined;
        if (field) setValue(address, toRaw(field, value));
      }
      rescore(cells.current, 0);
    },
    [fields, rescore, setValue, step],
  );

  const { autosave, view: saving } = useAutosave({
    submission: view.id,
    user,
    base: view.revision,
    stamp: view.stamp,
    isPersonal,
    apply: show,
  });

  const { getValues } = form;
  const changed = useCallback(
    (address: string, field: SimpleField) => {
      const value = toCell(field, getValues(address));
      cells.current = assign(cells.current, { [address]: value });
      autosave.edit({ [address]: value });
      // What is shown or hidden follows a choice at once; text may wait for a pause.
      rescore(cells.current, field.kind === 'text' || field.kind === 'long-text' ? 150 : 0);
    },
    [autosave, getValues, rescore],
  );
  const put = useCallback(
    (changes: Changes) => {
      show(changes);
      autosave.edit(changes);
    },
    [autosave, show],
  );
  const read = useCallback(() => cells.current, []);

  // Evidence added beside the form arrives with new facts: the points follow.
  const seen = useRef(facts);
  useEffect(() => {
    if (seen.current === facts) return;
    seen.current = facts;
    rescore(cells.current, 0);
  }, [facts, rescore]);

  return useMemo(
    () => ({ form, live, autosave, saving, changed, put, read }),
    [form, live, autosave, saving, changed, put, read],
  );
}
