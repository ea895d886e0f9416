/* Forms say dates too, and must stay small in the browser: these few lines spare it a date library (see lib/words.ts). */

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const partsOf = (day: string) => {
  const [year, month, date] = day.split('-');
  return { year, month: months[Number(month) - 1], date: Number(date) };
};

/** "Sep 5, 2024" for a whole ISO date. */
export function shortDay(isoDate: string): string {
  const { year, month, date } = partsOf(isoDate);
  return `${month} ${date}, ${year}`;
}

/** "Apr 22–23, 2024", or both days whole where month or year differ. */
export function dayRange(from: string, to: string): string {
  if (from === to) return shortDay(from);
  const [a, b] = [partsOf(from), partsOf(to)];
  if (a.year !== b.year) return `${shortDay(from)} – ${shortDay(to)}`;
  if (a.month !== b.month) return `${a.month} ${a.date} – ${shortDay(to)}`;
  return `${a.month} ${a.date}–${b.date}, ${a.year}`;
}
