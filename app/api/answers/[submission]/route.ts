import { parseInput, respond } from '@/lib/command';
import { refuse } from '@/lib/errors';
import { noteRequest } from '@/lib/observe/request';
import { readJson } from '@/lib/request-body';
import { parseId } from '@/lib/services/applications/get-application';
import { saveAnswers, saveAnswersInput } from '@/lib/services/submissions/save-answers';

const mostBytes = 8 * 1024 * 1024;
const tooLarge =
  'This is more than one form holds at once. Nothing was changed, and the answers saved before are as they were. Add fewer rows.';

/** Autosave. A stable address and a plain body, so that a page opened before a deploy can still save. */
export function PUT(request: Request, { params }: { params: Promise<{ submission: string }> }): Promise<Response> {
  return respond(request, async (actor) => {
    const submission = parseId((await params).submission);
    const body = await readJson(request, mostBytes, tooLarge);
    if (typeof body !== 'object' || body === null || Array.isArray(body) || 'submission' in body)
      throw refuse('invalid', 'The request could not be read. Reload the page and try again.');
    const saved = await saveAnswers(actor, parseInput(saveAnswersInput, { ...body, submission }));
    noteRequest({ outcome: saved.conflicts.length > 0 ? 'conflict' : 'acknowledged' });
    return saved;
  });
}
