/** A date as typed in three fields, month first. */
export type DateParts = { month: string; day: string; year: string };

/** Splits an ISO date, whole or unfinished (`2024-9-`), into its fields; an empty text gives empty fields. */
export function splitDate(value: string): DateParts {
  const [year = '', month = '', day = ''] = value.split('-');
  return { month: month.replace(/^0(?=\d)/, ''), day: day.replace(/^0(?=\d)/, ''), year };
}

/**
 * Joins three fields: an ISO date when month, day and year are all there as digits (`2024-09-05`),
 * else the unfinished text with empty places (`2024-9-`), so that a draft keeps what was typed.
 * Whether the day exists in the calendar is for the reader of the date to judge.
 */
export function joinDate({ month, day, year }: DateParts): string {
  const [m, d, y] = [month, day, year].map((part) => part.trim().replaceAll('-', ''));
  if (!m && !d && !y) return '';
  if (/^\d{1,2}$/.test(m ?? '') && /^\d{1,2}$/.test(d ?? '') && /^\d{4}$/.test(y ?? ''))
    return `${y}-${m?.padStart(2, '0')}-${d?.padStart(2, '0')}`;
  return `${y}-${m}-${d}`;
}
