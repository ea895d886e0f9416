import type { FormCommand } from '@/components/form/form-state';
import type { EvidenceSlot } from '@/lib/rulebook/schema';
import { mostPerStep, type LibraryEntry } from '@/lib/workflow/evidence';
import { allowedInWords } from '@/lib/workflow/file-faults';
import type { CitationView } from '@/lib/workflow/views';
import { AddEvidence } from '../step/edit-scripts';
import { CitationActions } from './citation-actions';
import { EvidenceBox } from './evidence-box';
import { EvidenceChip } from './evidence-chip';
import { EvidenceRead } from './evidence-read';
import type { RowChoice } from './evidence-words';
import { UploadNotice } from './upload-notice';

export type EvidenceCommands = {
  cite: FormCommand<unknown>;
  changePinpoint: FormCommand<unknown>;
  uncite: FormCommand<unknown>;
  addLink: FormCommand<unknown>;
  checkAgain: FormCommand<unknown>;
};

type Props = {
  slot: EvidenceSlot;
  at: { town: string; submission: string; step: string; slot: string };
  /** Those of the whole submission; the section picks its own. */
  citations: readonly CitationView[];
  library: readonly LibraryEntry[];
  commands: EvidenceCommands;
  /** Where a plain form returns to. */
  back: string;
  /** What became of a plain form's files (`?upload=`). */
  outcome?: string;
  /** Rows of the step's list that evidence may be cited for. */
  rows?: readonly RowChoice[];
  /** Why it cannot be changed now; then it is only read. */
  locked?: string;
};

/** The evidence of one slot of a step: what is cited, and the three ways to add. Stands outside any form. */
export function EvidenceSection({ slot, at, citations, library, commands, back, outcome, rows, locked }: Props) {
  const own = citations.filter((citation) => citation.step === at.step && citation.slot === at.slot);
  const inStep = citations.filter((citation) => citation.step === at.step).length;
  const address = `${at.step}.evidence.${at.slot}`;
  const id = address.replace(/[^a-z0-9]+/gi, '-');
  return (
    <EvidenceBox id={address} labelledBy={`${id}-label`} total={own.length}>
      <h3 id={`${id}-label`}>{slot.label}</h3>
      {slot.hint && <p className="hint">{slot.hint}</p>}
      {slot.own && <p className="own">The portal’s own question, not the program’s wording.</p>}
      <UploadNotice outcome={outcome} />
      {locked ? (
        <>
          <EvidenceRead citations={own} rows={rows} again={commands.checkAgain} />
          <p className="small soft mt-2">{locked}</p>
        </>
      ) : (
        <>
          {own.length === 0 && <p className="soft">Nothing is attached yet.</p>}
          <div className="chips">
            {own.map((citation) => (
              <EvidenceChip key={citation.id} citation={citation} rows={rows} again={commands.checkAgain}>
                <CitationActions
                  citation={citation}
                  changePinpoint={commands.changePinpoint}
                  uncite={commands.uncite}
                />
              </EvidenceChip>
            ))}
          </div>
          {inStep >= mostPerStep ? (
            <p className="small mt-3">
              This step has {mostPerStep} pieces of evidence, the most one step takes. Detach one to add another.
            </p>
          ) : (
            <AddEvidence
              at={at}
              id={id}
              back={back}
              allowed={allowedInWords}
              namesPeople={slot.namesPeople}
              outcome={outcome}
              rows={rows}
              library={library}
              commands={{ cite: commands.cite, addLink: commands.addLink }}
            />
          )}
        </>
      )}
    </EvidenceBox>
  );
}
