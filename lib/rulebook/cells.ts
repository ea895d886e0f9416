/*
 * An answer sheet in two shapes that say the same:
 *  - answers: nested, as people read it and as the application file carries it;
 *  - cells: flat, address → value, as it is stored, merged and named in forms.
 * Addresses: `step.field` and `step.field.row.column`. Empty means absent.
 */

export type Scalar = string | number | boolean | string[];
export type Row = { id: string } & { [column: string]: Scalar };
export type StepAnswers = { [field: string]: Scalar | Row[] };
export type Answers = { [step: string]: StepAnswers };
export type Cells = { [address: string]: Scalar };

const isRows = (value: Scalar | Row[]): value is Row[] =>
  Array.isArray(value) && value.length > 0 && typeof value[0] === 'object';

const isEmpty = (value: Scalar) => value === '' || (Array.isArray(value) && value.length === 0);

/** The flat cells of nested answers; empty values are left out. */
export function cellsOf(answers: Answers): Cells {
  const cells: Cells = {};
  const put = (address: string, value: Scalar) => {
    if (!isEmpty(value)) cells[address] = value;
  };
  for (const [step, fields] of Object.entries(answers))
    for (const [field, value] of Object.entries(fields)) {
      if (!isRows(value)) {
        put(`${step}.${field}`, value as Scalar);
        continue;
      }
      for (const { id, ...columns } of value)
        for (const [column, cell] of Object.entries(columns)) put(`${step}.${field}.${id}.${column}`, cell);
    }
  return cells;
}

/** The nested answers of flat cells; rows are in the order of their ids, which grow with time. */
export function answersOf(cells: Cells): Answers {
  const answers: Answers = {};
  const rows = new Map<string, Row>();
  for (const address of Object.keys(cells).sort()) {
    const value = cells[address];
    if (value === undefined || isEmpty(value)) continue;
    const [step, field, row, column] = address.split('.');
    if (!step || !field) continue;
    const fields = (answers[step] ??= {});
    if (!row || !column) {
      fields[field] = value;
      continue;
    }
    const at = `${step}.${field}.${row}`;
    let found = rows.get(at);
    if (!found) {
      found = { id: row };
      rows.set(at, found);
      const list = fields[field];
      if (Array.isArray(list)) (list as Row[]).push(found);
      else fields[field] = [found];
    }
    found[column] = value;
  }
  return answers;
}
