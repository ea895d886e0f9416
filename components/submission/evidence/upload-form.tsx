'use client';

import { useRef, useState } from 'react';
import { Choice } from '@/components/ui/choice';
import { FileInput } from '@/components/ui/file-input';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { acknowledgement, type RowChoice } from './evidence-words';
import type { UploadProgress } from './upload-progress';
import type { Handed } from './use-uploads';

const kinds = '.pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.pptx,.csv,.txt';

/** Where evidence goes: a town's library, and a place in a step when there is one. */
export type EvidencePlace = { town: string; submission?: string; step?: string; slot?: string };

/** The fields of a place, for a form. */
export function PlaceFields({ at }: { at: EvidencePlace }) {
  return Object.entries(at).map(
    ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
  );
}

/** Which row of a list the evidence shows, when the step has rows. */
export function RowSelect({ id, rows }: { id: string; rows?: readonly RowChoice[] }) {
  if (!rows || rows.length === 0) return null;
  const options = rows.map((row) => ({ value: row.id, label: row.label }));
  return (
    <Select id={id} name="row" label="Row it shows (optional)" placeholder="No row in particular" options={options} />
  );
}

const noFile = 'Choose a file first.';
const notFetched =
  'The files could not be sent: the connection broke, or Town Green was updated since this page was opened. Choose them and try again; if that does not help, reload the page once everything is saved.';

/** Adds files: with script several at once, each with its progress; without, as a plain form. Files may be dropped on it. */
export function UploadForm({
  at,
  id,
  back,
  allowed,
  namesPeople = false,
  outcome,
  rows,
  asksPlace = false,
}: {
  at: EvidencePlace;
  /** Unique on the page. */
  id: string;
  back: string;
  /** What files are taken, in words. */
  allowed: string;
  /** The place may attract lists of people: says what must not be uploaded. */
  namesPeople?: boolean;
  /** What became of a plain form's files: one that looked like a list of people may be confirmed and sent again. */
  outcome?: string;
  rows?: readonly RowChoice[];
  /** Asks where in the file to look. */
  asksPlace?: boolean;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [sending, setSending] = useState<{ Progress: typeof UploadProgress; handed: Handed[] } | null>(null);
  const [over, setOver] = useState(false);
  const [fault, setFault] = useState<string>();
  const asked = useRef(false);

  // What sends files is fetched with the first of them; until it is there they stay chosen.
  const send = async (files: readonly File[]) => {
    if (asked.current) return;
    setFault(files.length === 0 ? noFile : undefined);
    if (files.length === 0) return;
    asked.current = true;
    const script = await import('./upload-progress').catch(() => null);
    asked.current = false;
    if (!form.current) return;
    if (!script) return setFault(notFetched);
    const fields: Record<string, string> = {};
    for (const [name, value] of new FormData(form.current)) if (typeof value === 'string') fields[name] = value;
    delete fields.back;
    setSending((before) => ({
      Progress: script.UploadProgress,
      handed: [...(before?.handed ?? []), { files, fields }],
    }));
    form.current.reset();
  };
  const chosen = () => {
    const input = form.current?.elements.namedItem('file');
    return input instanceof HTMLInputElement ? [...(input.files ?? [])] : [];
  };
  const people = 'Do not upload by-name lists of people without a home.';
  return (
    <form
      ref={form}
      action="/api/evidence"
      method="post"
      encType="multipart/form-data"
      className={over ? 'bg-mint' : undefined}
      onSubmit={(event) => {
        event.preventDefault();
        void send(chosen());
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void send([...event.dataTransfer.files]);
      }}
    >
      <PlaceFields at={at} />
      <input type="hidden" name="back" value={back} />
      {asksPlace && (
        <TextInput
          id={`${id}-pinpoint`}
          name="pinpoint"
          label="Where to look in it (optional)"
          hint="A page, section or time, such as page 4. Reviewers open the file there."
          maxLength={120}
        />
      )}
      <RowSelect id={`${id}-row`} rows={rows} />
      {outcome?.split('.').includes('names-people') && (
        <Choice type="checkbox" name="acknowledgedPeople" label={acknowledgement} />
      )}
      <FileInput
        id={`${id}-file`}
        name="file"
        label="Files"
        hint={`${allowed} each.${namesPeople ? ` ${people}` : ''}`}
        error={fault}
        accept={kinds}
        multiple
      />
      <div className="acts mt-3">
        <Button type="submit" look="second">
          Upload
        </Button>
      </div>
      {sending && <sending.Progress handed={sending.handed} />}
    </form>
  );
}
