'use client';

import { useController } from 'react-hook-form';
import { Choice } from '@/components/ui/choice';
import { Choices } from '@/components/ui/choices';
import { DateInput } from '@/components/ui/date-input';
import type { SimpleField } from '@/lib/rulebook/schema';
import type { InputProps } from './binding';
import { words } from './field-words';
import { optionsOf, SelectInput } from './native';
import { toRaw, type Raw } from './values';

type Of<K extends SimpleField['kind']> = InputProps<Extract<SimpleField, { kind: K }>>;

/** A value the form holds for inputs that are not one native control. */
export function useRaw({ field, address, bind }: InputProps<SimpleField>): [Raw, (raw: Raw) => void] {
  const { field: held } = useController({
    name: address,
    control: bind.form.control,
    defaultValue: toRaw(field, bind.cells[address]),
  });
  const set = (raw: Raw) => {
    held.onChange(raw);
    bind.changed(address, field);
  };
  return [held.value as Raw, set];
}

/** A date in three fields; what is unfinished is kept. */
export function DateField(props: Of<'date'>) {
  const [raw, set] = useRaw(props);
  return <DateInput {...words(props)} name={props.address} value={String(raw ?? '')} onChange={set} />;
}

/** A question answered by yes or no; a statement to tick. */
export function YesNoInput(props: Of<'yes-no'>) {
  const [raw, set] = useRaw(props);
  const { id, label, ...text } = words(props);
  if (props.field.label.endsWith('?'))
    return (
      <Choices
        id={id}
        label={label}
        {...text}
        type="radio"
        name={props.address}
        options={[
          { value: 'true', label: 'Yes' },
          { value: 'false', label: 'No' },
        ]}
        value={[String(raw ?? '')]}
        onChange={([picked]) => set(picked ?? '')}
      />
    );
  return (
    <div className="mt-4">
      {text.error && <span className="err">{text.error}</span>}
      <input type="hidden" name={props.address} value="" />
      <Choice
        id={id}
        type="checkbox"
        name={props.address}
        value="true"
        label={label}
        hint={text.hint}
        checked={raw === 'true'}
        onChange={(event) => set(event.target.checked ? 'true' : '')}
      />
    </div>
  );
}

/** One of a few answers. */
export function ChoiceInput(props: Of<'choice'>) {
  return props.inRow || props.field.options.length > 6 ? <SelectInput {...props} /> : <RadioInput {...props} />;
}

function RadioInput(props: Of<'choice'>) {
  const [raw, set] = useRaw(props);
  return (
    <Choices
      {...words(props)}
      type="radio"
      name={props.address}
      options={props.field.options}
      value={[String(raw ?? '')]}
      onChange={([picked]) => set(picked ?? '')}
    />
  );
}

/** Any number of answers from a list. */
export function ChoicesInput(props: Of<'choices'>) {
  const [raw, set] = useRaw(props);
  return (
    <>
      <input type="hidden" name={`${props.address}[]`} value="" />
      <Choices
        {...words(props)}
        type="checkbox"
        name={`${props.address}[]`}
        options={optionsOf(props)}
        value={[raw ?? []].flat()}
        onChange={set}
      />
    </>
  );
}
