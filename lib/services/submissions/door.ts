import { checkCells } from '@/lib/rulebook/answers';
import type { Cells } from '@/lib/rulebook/cells';
import { fieldsAt, reserved } from '@/lib/rulebook/fields';
import type { Action, RowsField } from '@/lib/rulebook/schema';
import type { Reason } from '@/lib/verdict';
import { count } from '@/lib/words';
import type { Changes } from '@/lib/workflow/merge';

type List = { at: string; field: RowsField };

const listOf = (address: string): string | null => {
  const [step, key, row, column] = address.split('.');
  return row && column ? `${step}.${key}` : null;
};

function touchedLists(action: Action, changes: Changes): List[] {
  const lists = new Set(Object.keys(changes).flatMap((address) => listOf(address) ?? []));
  return [...lists].flatMap((at) => {
    const [step, key] = at.split('.') as [string, string];
    const field = fieldsAt(action, step)?.get(key);
    return field?.kind === 'rows' ? [{ at, field }] : [];
  });
}

const rowsIn = (addresses: Iterable<string>, list: string): Set<string> => {
  const rows = new Set<string>();
  for (const address of addresses) if (listOf(address) === list) rows.add(address.split('.')[2]!);
  return rows;
};

/** Why a list would hold more rows than it may, with the changes in; null when it fits or does not grow. */
function overfull({ at, field }: List, stored: Cells, changes: Changes): Reason | null {
  const before = rowsIn(Object.keys(stored), at).size;
  const left = Object.keys(stored).filter((address) => changes[address] !== null);
  const added = Object.keys(changes).filter((address) => changes[address] !== null && changes[address] !== '');
  const after = rowsIn([...left, ...added], at).size;
  if (after <= field.max || after <= before) return null;
  return {
    code: 'too-many-rows',
    message: `${field.label} holds at most ${count(field.max, 'row')}; with these it would have ${count(after, 'row')}. None of them was added, and the rows saved before are as they were. Add fewer rows.`,
    at,
  };
}

/**
 * Splits changes into what may be stored in a draft and why the rest may not. `asked`: a clarification is, and no step is left
 * out of what the program waits for.
 */
export function atTheDoor(
  action: Action,
  stored: Cells,
  changes: Changes,
  locked: readonly string[],
  asked = false,
): { accepted: Changes; refused: Reason[] } {
  const cells: Cells = Object.fromEntries(Object.entries(changes).map(([address, value]) => [address, value ?? '']));
  const refused = checkCells(action, cells).filter((reason) => reason.code !== 'too-many-rows');
  for (const list of touchedLists(action, changes)) {
    const reason = overfull(list, stored, changes);
    if (reason) refused.push(reason);
  }
  for (const address of Object.keys(changes)) {
    const [step, key] = address.split('.') as [string, string?];
    if (asked && key === reserved.leftOut)
      refused.push({
        code: 'asked-step',
        message: `Step ${step} is what the program asks about, so it cannot be left out. Answer what is asked, or write to the coordinator.`,
        at: address,
      });
    if (locked.includes(step))
      refused.push({
        code: 'locked-step',
        message: `Step ${step} is locked: it is approved, or not part of what is asked. Its answers stay as they are.`,
        at: address,
      });
  }
  const closed = new Set(refused.map((reason) => reason.at));
  const accepted = Object.entries(changes).filter(
    ([address]) => !closed.has(address) && !closed.has(listOf(address) ?? undefined),
  );
  return { accepted: Object.fromEntries(accepted), refused };
}
