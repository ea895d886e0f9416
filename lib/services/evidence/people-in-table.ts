/*
 * Signs of a list of people: a column of names beside one of birth dates, phone numbers or addresses. A sign is no
 * proof: the uploader is asked, never accused, and may say that the list may be kept here.
 */

const nameHead =
  /^(?:(?:full|first|last|given|middle|sur|family|legal|preferred|client|person'?s?|participant|attendee|resident|guest|applicant|contact)[\s_-]*)*(?:name|names|surname)$|^(?:clients?|persons?|residents?|participants?|guests?|individuals?|head of household|hoh|who)$/i;
const detailHead =
  /\b(?:d\.?o\.?b\.?|birth ?dates?|dates? of birth|birthdays?|born|ages?|(?:cell|home|mobile|work)? ?(?:tele)?phones?(?: ?(?:number|no\.?|#))?|mobile|cell|(?:home |street |mailing |current |last known )?address(?:es)?|street|apt|apartment|ssn|social security)\b/i;
const notPersonal = /\b(?:e-?mail|web|ip|url|site|business|company|vendor|store|facility|building) ?(?:address)?\b/i;

const name =
  /^(?:\p{Lu}[\p{L}'’.-]+,\s*\p{Lu}[\p{L}'’. -]*|\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}\.?)?(?:\s+\p{Lu}[\p{L}'’-]+){1,2})$/u;
const phone = /(?:^|[^\d])(?:\+?1[\s.-]?)?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]\d{4}(?:$|[^\d])/;
const address =
  /\b\d{1,5}[a-z]?\s+(?:[\p{L}'’.]+\s+){1,4}(?:st|street|ave|avenue|rd|road|ln|lane|dr|drive|ct|court|blvd|boulevard|ter|terrace|pl|place|way|hwy|tpke|turnpike|cir|circle)\b/iu;
const birthDate = /^(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19\d{2}|20[01]\d|\d{2})|(?:19\d{2}|200\d)-\d{2}-\d{2})$/;

const mostly = (values: readonly string[], test: (value: string) => boolean): boolean => {
  const filled = values.filter((value) => value !== '');
  return filled.length >= 3 && filled.filter(test).length / filled.length >= 0.6;
};

const tidy = (cell: string) => cell.trim().replace(/\s+/g, ' ');

/** Whether a table looks like a list of people with their details, by its headings or by what is in its columns. */
export function namesPeople(table: readonly (readonly string[])[]): boolean {
  const rows = table.map((row) => row.map(tidy)).filter((row) => row.some((cell) => cell !== ''));
  const headed = rows.slice(0, 10).some((row, index) => {
    const names = row.some((cell) => nameHead.test(cell.replaceAll('_', ' ')));
    const details = row.some((cell) => {
      const head = cell.replaceAll('_', ' ');
      return head.length <= 40 && detailHead.test(head) && !notPersonal.test(head);
    });
    return names && details && rows.length > index + 1;
  });
  if (headed) return true;
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columns = Array.from({ length: Math.min(width, 60) }, (_, i) => rows.map((row) => row[i] ?? ''));
  const hasNames = columns.some((column) => mostly(column, (cell) => name.test(cell)));
  const hasDetails = columns.some((column) =>
    [phone, address, birthDate].some((sign) => mostly(column, (cell) => sign.test(cell))),
  );
  return hasNames && hasDetails;
}

const nameInLine = /\p{Lu}[\p{L}'’-]+,?\s+(?:\p{Lu}\.?\s+)?\p{Lu}[\p{L}'’-]+/u;
const dateInLine = /\b(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19\d{2}|200\d)|(?:19\d{2}|200\d)-\d{2}-\d{2})\b/;

/** Whether lines of plain text look like such a list: three or more, and half of all, hold a name with a detail. */
export function linesNamePeople(lines: readonly string[]): boolean {
  const filled = lines.map(tidy).filter((line) => line !== '');
  const signs = filled.filter(
    (line) =>
      line.length <= 200 && nameInLine.test(line) && [phone, address, dateInLine].some((sign) => sign.test(line)),
  );
  return signs.length >= 3 && signs.length / filled.length >= 0.5;
}
