/* Dates are calendar days as text, YYYY-MM-DD; drafts may hold unfinished ones such as 2024-09- (docs/decisions/0002). */

const daysIn = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** The months' names, January first. */
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const shape = /^\d{4}-\d{2}-\d{2}$/;

const leap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Whether the text is a day that exists, written YYYY-MM-DD, between 1900 and 2199. */
export function isRealDate(text: unknown): text is string {
  if (typeof text !== 'string' || !shape.test(text)) return false;
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8));
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return false;
  return day <= (month === 2 && leap(year) ? 29 : daysIn[month - 1]!);
}

/** Days from 1970-01-01 to a real date. */
export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** A real date in words: "March 14, 2024". */
export const dateInWords = (date: string): string =>
  `${monthNames[Number(date.slice(5, 7)) - 1]} ${Number(date.slice(8))}, ${date.slice(0, 4)}`;

/** A calendar quarter as one number: years times four plus 0 to 3. */
export const quarterOf = (date: string): number =>
  Number(date.slice(0, 4)) * 4 + Math.floor((Number(date.slice(5, 7)) - 1) / 3);

/** A quarter in words: "July to September 2024". */
export function quarterInWords(quarter: number): string {
  const first = (quarter % 4) * 3;
  return `${monthNames[first]} to ${monthNames[first + 2]} ${Math.floor(quarter / 4)}`;
}

const newYork = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/New_York',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The calendar day in New York at an ISO instant. */
export const newYorkDate = (instant: string): string => newYork.format(Date.parse(instant));
