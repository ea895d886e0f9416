'use client';

import type { SimpleField } from '@/lib/rulebook/schema';
import { Select } from '@/components/ui/select';
import { TextArea } from '@/components/ui/text-area';
import { TextInput } from '@/components/ui/text-input';
import type { InputProps } from './binding';
import { ChoiceInput, ChoicesInput, DateField, YesNoInput } from './picked-inputs';
import { TownsInput } from './towns-input';
import { words } from './field-words';
import { native } from './native';

type Inputs = { [K in SimpleField['kind']]: (props: InputProps<Extract<SimpleField, { kind: K }>>) => React.ReactNode };

const inputs: Inputs = {
  text: (props) => <TextInput {...words(props)} {...native(props)} autoComplete="off" />,
  'long-text': (props) => <TextArea {...words(props)} {...native(props)} doc rows={5} />,
  number: (props) => <TextInput {...words(props)} {...native(props)} inputMode="decimal" autoComplete="off" />,
  link: (props) => (
    <TextInput {...words(props)} {...native(props)} type="url" inputMode="url" autoComplete="off" spellCheck={false} />
  ),
  date: (props) => <DateField {...props} />,
  'yes-no': (props) => <YesNoInput {...props} />,
  choice: (props) => <ChoiceInput {...props} />,
  choices: (props) => (props.field.options.length === 0 ? <TownsInput {...props} /> : <ChoicesInput {...props} />),
  'action-reference': (props) => {
    const { siblings, addHref } = props.bind;
    return (
      <Select
        {...words(props)}
        {...native(props)}
        hint={
          <>
            An action of this application. Is it not here? <a href={addHref}>Add it first</a>
          </>
        }
        placeholder="Choose an action"
        options={siblings.map(({ id, number, title }) => ({ value: id, label: number ? `${number} ${title}` : title }))}
      />
    );
  },
};

/** The input of one simple field, drawn from the rulebook. */
export function FieldInput(props: InputProps<SimpleField>) {
  return (inputs[props.field.kind] as (props: InputProps<SimpleField>) => React.ReactNode)(props);
}
