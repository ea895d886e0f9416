'use server';

import { command } from '@/lib/command';
import { addLink as addLinkService, addLinkInput } from '@/lib/services/evidence/add-link';
import { changePinpoint as changePinpointService, changePinpointInput } from '@/lib/services/evidence/change-pinpoint';
import { checkAgain as checkAgainService, checkAgainInput } from '@/lib/services/evidence/check-again';
import { citeEvidence as citeService, citeEvidenceInput, type Cited } from '@/lib/services/evidence/cite-evidence';
import {
  removeEvidence as removeService,
  removeEvidenceInput,
  renameEvidence as renameService,
  renameEvidenceInput,
} from '@/lib/services/evidence/remove-evidence';
import { unciteEvidence as unciteService, unciteEvidenceInput } from '@/lib/services/evidence/uncite-evidence';

const pagesOf = (cited: Cited) => [
  `/applications/${cited.application}`,
  `/applications/${cited.application}/${cited.action}`,
  '/evidence',
];

export const citeEvidence = command(citeEvidenceInput, citeService, { touches: pagesOf });
export const changePinpoint = command(changePinpointInput, changePinpointService, { touches: pagesOf });
export const unciteEvidence = command(unciteEvidenceInput, unciteService, { touches: pagesOf });
export const addLink = command(addLinkInput, addLinkService, {
  touches: (added) => ['/evidence', ...(added.cited ? pagesOf(added.cited) : [])],
});
export const renameEvidence = command(renameEvidenceInput, renameService, { touches: () => ['/evidence'] });
export const removeEvidence = command(removeEvidenceInput, removeService, { touches: () => ['/evidence'] });
export const checkAgain = command(checkAgainInput, checkAgainService, { touches: () => ['/evidence'] });
