import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Chip } from '@/components/ui/chip';
import { SubmitButton } from '@/components/ui/submit-button';
import { linkFault, type LibraryEntry } from '@/lib/workflow/evidence';
import { EvidencePreview } from './evidence-preview';
import { addressOf, kindWord, metaWords } from './evidence-words';
import { LinkState } from './link-state';
import { RenameForm } from './rename-form';

/** One piece of the library: where it is cited, and, for those who may change it, its title and its removal. */
export function LibraryEntryView({
  entry,
  rename,
  remove,
  again,
}: {
  entry: LibraryEntry;
  rename?: FormCommand<unknown>;
  remove?: FormCommand<unknown>;
  /** Has a link looked at again. */
  again?: FormCommand<unknown>;
}) {
  const prefix = `${entry.id}-`;
  const safe = entry.kind === 'file' ? !entry.gone : linkFault(entry.url ?? '') === null;
  const of = <span className="vh"> {entry.title}</span>;
  return (
    <div>
      <Chip
        kind={kindWord(entry)}
        name={entry.title}
        href={safe ? addressOf(entry) : undefined}
        shows={entry.kind === 'link' ? entry.url : entry.fileName}
        meta={metaWords(entry)}
      >
        {rename && (
          <details className="open:basis-full">
            <summary className="linkish list-none">Rename{of}</summary>
            <RenameForm action={rename} evidence={entry.id} title={entry.title} />
          </details>
        )}
        {remove && entry.removable && (
          <details className="open:basis-full">
            <summary className="linkish list-none">Remove{of}</summary>
            <ActionForm action={remove} prefix={prefix}>
              <input type="hidden" name="evidence" value={entry.id} />
              <p className="small">It is cited nowhere. Once removed it cannot be brought back here.</p>
              <div className="acts mt-2">
                <SubmitButton look="danger" small pendingWord="Removing">
                  Remove it from the library
                </SubmitButton>
              </div>
            </ActionForm>
          </details>
        )}
      </Chip>
      <p className="small mt-1">
        {entry.cited.length === 0 ? (
          <span className="soft">Cited nowhere yet.</span>
        ) : (
          <>
            Cited in{' '}
            {entry.cited.map((citation, index) => (
              <span key={citation.citation}>
                {index > 0 && '; '}
                <a
                  href={`/applications/${citation.application}/${citation.action}?step=${encodeURIComponent(citation.step)}`}
                >
                  {citation.actionTitle}, step {citation.step}
                </a>{' '}
                ({citation.year}
                {citation.pinpoint && `, ${citation.pinpoint}`})
              </span>
            ))}
            .
          </>
        )}
      </p>
      <LinkState evidence={entry} again={again} />
      <EvidencePreview evidence={entry} />
    </div>
  );
}
