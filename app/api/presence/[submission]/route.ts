import { parseInput, respond } from '@/lib/command';
import { readJson } from '@/lib/request-body';
import { parseId } from '@/lib/services/applications/get-application';
import { notePresence, notePresenceInput } from '@/lib/services/presence/note-presence';

/** A sign of life from an open form; answers who else has the same action open. It keeps no session alive. */
export function PUT(request: Request, { params }: { params: Promise<{ submission: string }> }): Promise<Response> {
  return respond(
    request,
    async (actor) => {
      const body = await readJson(request, 1024, 'This request is larger than a sign of life can be.');
      const submission = parseId((await params).submission);
      const step = typeof body === 'object' && body !== null && 'step' in body ? body.step : undefined;
      return notePresence(actor, parseInput(notePresenceInput, { ...(body as object), step, submission }));
    },
    { watching: true },
  );
}
