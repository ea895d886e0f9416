import type { UseFormReturn } from 'react-hook-form';
import type { Cells } from '@/lib/rulebook/cells';
import type { SimpleField } from '@/lib/rulebook/schema';
import type { Changes } from '@/lib/workflow/merge';
import type { ActionNames } from '../answer-words';

/** What every field of a step's form works with. */
export type Binding = {
  form: UseFormReturn;
  /** The input of a simple field: handed on, as what follows, so that the scripts for rows do not bring it once more. */
  Input: (props: InputProps<SimpleField>) => React.ReactNode;
  useTypedBefore: (id: string) => void;
  /** The cells the form was drawn with: what inputs show before the browser takes over. */
  cells: Cells;
  /** An input at this address has a new value. */
  changed: (address: string, field: SimpleField) => void;
  /** The cells as they stand now. */
  read: () => Cells;
  /** Sets cells from outside their inputs: removed rows, pasted rows. */
  put: (changes: Changes) => void;
  /** What to do about an address, or undefined. */
  error: (address: string) => string | undefined;
  siblings: { id: string; number: string | null; title: string }[];
  names: ActionNames;
  municipalities: string[];
  /** Where an action is added. */
  addHref: string;
};

export type InputProps<F extends SimpleField> = {
  field: F;
  address: string;
  bind: Binding;
  className?: string;
  /** In a row of a list: compact choices. */
  inRow?: boolean;
};
