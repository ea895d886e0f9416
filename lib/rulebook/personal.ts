import type { Action } from './schema';

/** Whether an address of an action's answer sheet holds personal data: such answers are never kept on a device. */
export function personalAddresses(action: Action): (address: string) => boolean {
  const personal = new Set<string>();
  for (const step of action.steps)
    for (const field of step.fields) {
      if (field.privacy === 'personal') personal.add(`${step.key}.${field.key}`);
      if (field.kind === 'rows')
        for (const column of field.columns)
          if (column.privacy === 'personal') personal.add(`${step.key}.${field.key}.*.${column.key}`);
    }
  return (address) => {
    const [step, key, row, column] = address.split('.');
    return personal.has(`${step}.${key}`) || (row !== undefined && personal.has(`${step}.${key}.*.${column}`));
  };
}
