'use client';

import type { FormCommand } from '@/components/form/form-state';
import { buttonClass } from '@/components/ui/button';
import type { LibraryEntry } from '@/lib/workflow/evidence';
import { LibraryPicker } from './library-picker';
import { LinkForm } from './link-form';
import { UploadForm } from './upload-form';

type Props = Pick<
  React.ComponentProps<typeof UploadForm>,
  'id' | 'back' | 'allowed' | 'namesPeople' | 'rows' | 'outcome'
> & {
  at: React.ComponentProps<typeof LibraryPicker>['at'];
  library: readonly LibraryEntry[];
  commands: Record<'cite' | 'addLink', FormCommand<unknown>>;
};

const opener = buttonClass('second', false, 'list-none');

/** The three ways to add evidence to a slot: a file, one of the library, a link. */
export function AddEvidence({ at, id, library, commands, rows, ...upload }: Props) {
  return (
    <div className="mt-3 flex flex-wrap gap-x-4 gap-y-2">
      <details className="open:basis-full">
        <summary className={opener}>Upload files</summary>
        <UploadForm at={at} id={id} rows={rows} {...upload} asksPlace />
      </details>
      <details className="open:basis-full">
        <summary className={opener}>Use one from the library</summary>
        <LibraryPicker action={commands.cite} at={at} id={id} library={library} rows={rows} />
      </details>
      <details className="open:basis-full">
        <summary className={opener}>Add a link</summary>
        <LinkForm action={commands.addLink} at={at} id={id} rows={rows} />
      </details>
    </div>
  );
}
