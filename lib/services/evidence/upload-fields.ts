import { z } from 'zod';
import { Refusal } from '@/lib/errors';
import { fileFaults, type FileFault } from '@/lib/workflow/file-faults';
import { titleInput } from './add-link';
import { pinpointInput, placeInput } from './open-step';

/** The fields of an upload; they come before its files. */
export const uploadInput = z.strictObject({
  town: z.uuid(),
  title: titleInput.optional(),
  acknowledgedPeople: z
    .enum(['', 'on', 'true', 'yes'])
    .optional()
    .transform((value) => Boolean(value)),
  submission: placeInput.submission.optional(),
  step: placeInput.step.optional(),
  slot: placeInput.slot.optional(),
  row: placeInput.row,
  pinpoint: pinpointInput,
  back: z.string().max(500).optional(),
});
export type UploadFields = z.output<typeof uploadInput>;

export const tooLarge = 'too-large' satisfies FileFault;

/** Faults of size, which the route answers with 413. */
export const overSize: readonly string[] = [tooLarge, 'library-full' satisfies FileFault];

/** A refusal of a file, in the words of its fault. */
export const refuseFile = (code: FileFault) =>
  new Refusal('invalid', [{ code, message: fileFaults[code], at: 'file' }]);

/** The fields, parsed; refused as invalid with one reason for each fault. */
export function parseFields(fields: Record<string, string>): UploadFields {
  const parsed = uploadInput.safeParse(fields);
  if (parsed.success) return parsed.data;
  throw new Refusal(
    'invalid',
    parsed.error.issues.map((issue) => ({ code: issue.code, message: issue.message, at: issue.path.join('.') })),
  );
}
