/**
 * The address of a form at one of its fields, as the check leads there: the form then repeats what is to be mended, and
 * the row the field is in is open even where no script runs.
 */
export function fieldLink(form: string, address: string | undefined): string {
  if (!address) return form;
  const [step, , row, column] = address.split('.');
  const open = row && column ? `&row=${encodeURIComponent(row)}` : '';
  const at = address === step ? '' : `#${encodeURIComponent(address)}`;
  return `${form}?check=1&step=${encodeURIComponent(step!)}${open}${at}`;
}

/** The same for an address made by a service: `…?step=1b#1b.log.ROW.end`. */
export const checkedLink = (href: string): string => {
  const [page = '', fragment] = href.split('#');
  const [form = '', query] = page.split('?');
  // What is no field, such as the reviewer's points, is an address as it is.
  if (!query || (fragment && !fragment.includes('.'))) return href;
  return fieldLink(
    form,
    fragment ? decodeURIComponent(fragment) : (new URLSearchParams(query).get('step') ?? undefined),
  );
};
