'use client';

import { useEffect, useState } from 'react';
import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Choice } from '@/components/ui/choice';
import { FieldGroup } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';
import type { LibraryEntry } from '@/lib/workflow/evidence';
import { kindWord, metaWords, type RowChoice } from './evidence-words';
import { PlaceFields, RowSelect } from './upload-form';

type Found = { entries: readonly LibraryEntry[]; trouble?: string };

async function search(town: string, query: string, signal: AbortSignal): Promise<Found> {
  const asked = new URLSearchParams({ town, query });
  const response = await fetch(`/api/evidence?${asked}`, { signal });
  if (!response.ok) return { entries: [], trouble: 'The library cannot be searched now. Try again in a moment.' };
  return (await response.json()) as Found;
}

const citedWords = (entry: LibraryEntry): string =>
  entry.cited.length === 0
    ? ''
    : ` Cited in ${[...new Set(entry.cited.map((c) => `${c.actionTitle}, step ${c.step}`))].join('; ')}.`;

/** Cites evidence that is in the town's library already, without uploading it again. */
export function LibraryPicker({
  action,
  at,
  id,
  library,
  rows,
}: {
  action: FormCommand<unknown>;
  at: { town: string; submission: string; step: string; slot: string };
  id: string;
  /** The newest entries: all there is to choose from without script. */
  library: readonly LibraryEntry[];
  rows?: readonly RowChoice[];
}) {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const [chosen, setChosen] = useState<LibraryEntry | null>(null);
  const prefix = `${id}-pick-`;
  const { town, ...place } = at;

  useEffect(() => {
    const words = query.trim();
    if (!words) return;
    const asked = new AbortController();
    const timer = setTimeout(() => {
      search(town, words, asked.signal).then(setFound, () => undefined);
    }, 300);
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [query, town]);

  const { entries, trouble } = (query.trim() && found) || { entries: library, trouble: undefined };
  // What is chosen stays in sight when another search does not find it.
  const shown = chosen && !entries.some((entry) => entry.id === chosen.id) ? [chosen, ...entries] : entries;
  if (library.length === 0) return <p className="soft">The library is empty. What you upload here is kept in it.</p>;
  return (
    <ActionForm action={action} prefix={prefix} done="The evidence is attached.">
      {(f) => (
        <>
          <PlaceFields at={{ town: '', ...place }} />
          <TextInput
            id={`${prefix}query`}
            type="search"
            label="Look for"
            hint="A word of its title, file name or address."
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
            autoComplete="off"
          />
          <p role="status" className="small soft">
            {trouble ??
              (query.trim() && found ? `${entries.length === 50 ? 'The newest 50' : entries.length} found` : '')}
          </p>
          <div className="max-h-96 overflow-y-auto">
            <FieldGroup id={`${prefix}evidence`} label="Evidence" error={f.error('evidence')}>
              {shown.map((entry, index) => (
                <Choice
                  key={entry.id}
                  type="radio"
                  name="evidence"
                  value={entry.id}
                  defaultChecked={chosen?.id === entry.id}
                  onChange={() => setChosen(entry)}
                  id={index === 0 ? `${prefix}evidence` : undefined}
                  label={`${entry.title} (${kindWord(entry)})`}
                  hint={`${metaWords(entry)}${citedWords(entry)}`}
                />
              ))}
            </FieldGroup>
          </div>
          <TextInput
            id={`${prefix}pinpoint`}
            name="pinpoint"
            label="Where to look in it (optional)"
            hint="A page, section or time, such as page 4."
            error={f.error('pinpoint')}
            defaultValue={f.value('pinpoint')}
          />
          <RowSelect id={`${prefix}row`} rows={rows} />
          <div className="acts mt-3">
            <SubmitButton look="second" pendingWord="Attaching">
              Attach it
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
