'use client';

import { Select } from '@/components/ui/select';
import { notInList } from '@/lib/rulebook/fields';
import type { SimpleField } from '@/lib/rulebook/schema';
import type { InputProps } from './binding';
import { words } from './field-words';
import { toRaw } from './values';

/** What registers a native input with the form; its value is there before the browser takes over. */
export function native({ field, address, bind }: InputProps<SimpleField>) {
  const { onChange, ...registered } = bind.form.register(address);
  return {
    ...registered,
    defaultValue: String(toRaw(field, bind.cells[address])),
    onChange: (event: React.ChangeEvent<HTMLElement>) => {
      void onChange(event);
      bind.changed(address, field);
    },
  };
}

/** The options of a list, after what was pasted into a row and is in no list. */
export function optionsOf({ field, address, bind }: InputProps<Extract<SimpleField, { kind: 'choice' | 'choices' }>>) {
  const typed = notInList(field, bind.cells[address]);
  return [...typed.map((value) => ({ value, label: `Not in the list: “${value}”` })), ...field.options];
}

/** The choice of a list as a native select, for fields in a row. */
export function SelectInput(props: InputProps<Extract<SimpleField, { kind: 'choice' }>>) {
  return <Select {...words(props)} {...native(props)} placeholder="Choose" options={optionsOf(props)} />;
}
