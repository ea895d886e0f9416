import type { Row, Scalar } from '@/lib/rulebook/cells';
import { isRealDate } from '@/lib/rulebook/dates';
import type { Field, RowsField, SimpleField } from '@/lib/rulebook/schema';
import { dayRange, list, shortDay } from '@/lib/words';

/** Names of actions by id, for answers that point to one. */
export type ActionNames = Readonly<Record<string, string>>;

type Makers = {
  [K in SimpleField['kind']]: (value: Scalar, field: Extract<SimpleField, { kind: K }>, names: ActionNames) => string;
};

const labelOf = (options: readonly { value: string; label: string }[], value: string) =>
  options.find((option) => option.value === value)?.label ??
  (options.length > 0 ? `“${value}”, not in the list` : value);

const makers: Makers = {
  text: String,
  'long-text': String,
  link: String,
  number: (value, { unit }) => {
    const figure = typeof value === 'number' ? value.toLocaleString('en-US') : String(value);
    if (!unit) return figure;
    return unit === 'dollars' ? `$${figure}` : `${figure} ${unit}`;
  },
  date: (value) => (isRealDate(value) ? shortDay(value) : `“${unfinishedDate(String(value))}”, not a whole date`),
  'yes-no': (value) => (value === true ? 'Yes' : 'No'),
  choice: (value, { options }) => labelOf(options, String(value)),
  choices: (value, { options }) => list([value].flat().map((one) => labelOf(options, String(one)))),
  'action-reference': (value, _field, names) => names[String(value)] ?? 'An action that is not in this application',
};

/** An unfinished date as it was typed: month, day, year with gaps shown; other texts as they are. */
function unfinishedDate(text: string): string {
  const parts = /^(\d{0,4})-(\d{0,2})-(\d{0,2})$/.exec(text);
  if (!parts) return text;
  const [, year, month, day] = parts;
  return [month || '–', day || '–', year || '–'].join('/');
}

/** Whether a cell holds an answer at all. */
export const isAnswered = (value: Scalar | undefined): value is Scalar =>
  value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

/** One answer in words. */
export const answerText = (field: SimpleField, value: Scalar, names: ActionNames): string =>
  (makers[field.kind] as (value: Scalar, field: SimpleField, names: ActionNames) => string)(value, field, names);

/** A row as read in a list: who, what and when; personal details of the who apart. */
export type RowWords = { lead: string; beside: string; personal: string; main: string; more: string; when: string };

const hasLongText = (field: RowsField) => field.columns.some((column) => column.kind === 'long-text');

/** The columns of a rows field by their place in its list. */
export function placesOf(
  field: RowsField,
): Record<'lead' | 'beside' | 'personal' | 'main' | 'more' | 'when', SimpleField[]> {
  const dates = field.columns.filter((column) => column.kind === 'date');
  const others = field.columns.filter((column) => column.kind !== 'date' && column.kind !== 'long-text');
  const name = field.activity && others.find((column) => column.key === field.activity?.name);
  const lead = others[0] === name ? undefined : others[0];
  const rest = others.filter((column) => column !== lead && column !== name);
  const first = name ? rest.filter((c) => others.indexOf(c) < others.indexOf(name)) : [];
  const personal = first.filter((column) => column.privacy === 'personal');
  const beside = first.filter((column) => column.privacy !== 'personal');
  const after = rest.filter((column) => !first.includes(column));
  const main = name ?? (hasLongText(field) ? undefined : after.shift());
  return { lead: lead ? [lead] : [], beside, personal, main: main ? [main] : [], more: after, when: dates };
}

/** One row in words; what is not filled in is left out. */
export function rowWords(field: RowsField, row: Row, names: ActionNames): RowWords {
  const places = placesOf(field);
  const say = (columns: SimpleField[], between: string) =>
    columns
      .filter((column) => isAnswered(row[column.key]))
      .map((column) => answerText(column, row[column.key]!, names))
      .join(between);
  const [from, to] = places.when.map((column) => row[column.key]);
  const range = isRealDate(from) && isRealDate(to) && from <= to;
  return {
    lead: say(places.lead, ''),
    beside: say(places.beside, ', '),
    personal: say(places.personal, ', '),
    main: say(places.main, ''),
    more: say(places.more, '. '),
    when: range ? dayRange(from, to) : say(places.when, ', '),
  };
}

/** What a rows list calls its columns: "Who attended", "Name of the training, Topic, Provider", "When". */
export function headWords(field: RowsField): { lead: string; main: string; when: string } {
  const places = placesOf(field);
  const words = (columns: SimpleField[]) => columns.map((column) => column.label).join(', ');
  return {
    lead: words(places.lead),
    main: words([...places.main, ...places.more]),
    when: places.when.length > 0 ? 'When' : '',
  };
}

const privacyWords: Record<Field['privacy'], string | null> = {
  personal: 'personal data. Reviewers see it; the public never does.',
  internal: null,
  public: null,
};

/** What is said about personal columns of a rows field, or null. */
export function privacyNote(field: Field): string | null {
  if (field.kind !== 'rows')
    return field.privacy === 'personal' ? 'Personal data. Reviewers see it; the public never does.' : null;
  const personal = field.columns.filter((column) => column.privacy === 'personal');
  if (personal.length === 0) return null;
  const what =
    personal.length === field.columns.length ? 'These rows are' : `${list(personal.map((c) => `“${c.label}”`))}:`;
  return `${what} ${privacyWords.personal}`;
}
