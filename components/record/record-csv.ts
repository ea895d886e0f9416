import Papa from 'papaparse';

export type Line = {
  when: Date;
  who: string | null;
  town: { name: string } | null;
  text: string;
  number: number;
};

const columns: Record<string, (line: Line) => string | number> = {
  When: (line) => line.when.toISOString(),
  Who: (line) => line.who ?? 'Town Green',
  Town: (line) => line.town?.name ?? '',
  Entry: (line) => line.number,
  What: (line) => line.text,
};

const options = { escapeFormulae: true, newline: '\r\n' } as const;

/** The first line of the record as CSV, with a byte order mark. */
export const recordHead = (): string => `\uFEFF${Papa.unparse([Object.keys(columns)], options)}\r\n`;

/** Lines of the record as CSV; cells that a spreadsheet would run as formulas are escaped. */
export const recordLines = (lines: readonly Line[]): string =>
  `${Papa.unparse(
    lines.map((line) => Object.values(columns).map((cell) => cell(line))),
    options,
  )}\r\n`;
