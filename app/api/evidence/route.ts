import { currentPerson } from '@/lib/auth';
import { parseInput, respond } from '@/lib/command';
import { Refusal, statusOf } from '@/lib/errors';
import { listEvidence, listEvidenceInput } from '@/lib/services/evidence/list-evidence';
import { receiveUpload, type UploadOutcome } from '@/lib/services/evidence/receive-upload';
import { overSize } from '@/lib/services/evidence/upload-fields';
import { goBack } from './go-back';

const noStore = { 'cache-control': 'no-store' };

/** The answer to a refused file; what is too large, for us or for the town's library, has a status of its own. */
function refused(refusal: Refusal): Response {
  const status = refusal.reasons.some((reason) => overSize.includes(reason.code)) ? 413 : statusOf[refusal.code];
  return Response.json({ ok: false, code: refusal.code, reasons: refusal.reasons }, { status, headers: noStore });
}

function answer(outcome: UploadOutcome | undefined): Response {
  if (!outcome?.ok) return refused(outcome?.refusal ?? new Refusal('invalid', []));
  return Response.json({ ok: true, value: outcome }, { status: 201, headers: noStore });
}

/**
 * Takes uploads. A page's script sends one file a request and reads JSON; a plain form may carry several, and its person
 * goes back to the page with the outcome. Next cuts bodies at 10 MB where a proxy matches: keep this route out of one.
 */
export async function POST(request: Request): Promise<Response> {
  const plain = request.headers.get('accept')?.includes('text/html') ?? false;
  const take = async () => {
    try {
      const actor = await currentPerson();
      const upload = await receiveUpload(actor, request, plain ? undefined : 1);
      return plain ? goBack(request, upload.back, upload.outcomes) : answer(upload.outcomes[0]);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return plain
        ? goBack(request, null, [{ ok: false, name: '', reasons: error.reasons, refusal: error }])
        : refused(error);
    }
  };
  // Open, because the person of a plain form is led to sign in instead of reading JSON.
  return respond(request, take, { open: true });
}

/** The town's library as JSON, for choosing from it: `?town=&query=&after=`. */
export async function GET(request: Request): Promise<Response> {
  return respond(request, async (actor) => {
    const asked = Object.fromEntries(new URL(request.url).searchParams);
    return listEvidence(actor, parseInput(listEvidenceInput, asked));
  });
}
