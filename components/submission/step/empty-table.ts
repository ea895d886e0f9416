import type { RowsField } from '@/lib/rulebook/schema';

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** An empty table with the columns of a list, as an address to download; the byte order mark lets spreadsheets read it right. */
export const emptyTable = (field: RowsField): string =>
  `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${field.columns.map((c) => quoted(c.label)).join(',')}\r\n`)}`;
