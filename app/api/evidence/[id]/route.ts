import { respond } from '@/lib/command';
import { Refusal } from '@/lib/errors';
import { openFile } from '@/lib/services/evidence/open-file';
import { inWords, serveFile } from './serve-file';

/** A file of a library or a part of it, to be saved; `?preview` lets a page draw a picture or a PDF. */
export async function GET(request: Request, context: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await context.params;
  return respond(request, async (actor) => {
    try {
      return await serveFile(await openFile(actor, { id }), request);
    } catch (error) {
      if (error instanceof Refusal) return inWords(404, error.message);
      throw error;
    }
  });
}
