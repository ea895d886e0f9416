import { z } from 'zod';

/** An email address as it is stored and compared: trimmed, in small letters. */
export const emailInput = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'Enter a shorter email address.')
  .pipe(z.email('Enter an email address, such as name@town.gov.'));
