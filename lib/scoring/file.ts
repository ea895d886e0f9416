import type { Reason } from '@/lib/verdict';
import { applicationFileSchema, type ApplicationFile } from './facts';

/** Reads an application file: the file, or why its shape is wrong, each reason with the path in the file. */
export function parseApplicationFile(
  value: unknown,
): { ok: true; file: ApplicationFile } | { ok: false; reasons: Reason[] } {
  const parsed = applicationFileSchema.safeParse(value);
  if (parsed.success) return { ok: true, file: parsed.data };
  return {
    ok: false,
    reasons: parsed.error.issues.map((issue) => ({
      code: 'shape',
      message: issue.message,
      at: issue.path.map(String).join('.'),
    })),
  };
}
