'use client';

import { Button } from '@/components/ui/button';
import { FieldGroup } from '@/components/ui/field';
import type { SimpleField } from '@/lib/rulebook/schema';
import type { InputProps } from './binding';
import { words } from './field-words';
import { useRaw } from './picked-inputs';

/** Towns from the state's list: one choice for each town, and always an empty one for the next. */
export function TownsInput(props: InputProps<Extract<SimpleField, { kind: 'choices' }>>) {
  const [raw, set] = useRaw(props);
  const { id, label, ...text } = words(props);
  const picked = [raw ?? []].flat().filter((name) => name !== '');
  const put = (index: number, name: string) =>
    set([...picked.slice(0, index), name, ...picked.slice(index + 1)].filter((one) => one !== ''));
  const names = (own: string) => [
    ...(own && !props.bind.municipalities.includes(own) ? [own] : []),
    ...props.bind.municipalities.filter((name) => name === own || !picked.includes(name)),
  ];
  return (
    <FieldGroup id={id} label={label} {...text}>
      {[...picked, ''].map((name, index) => (
        <div key={`${index}-${name}`} className="acts flex-nowrap">
          <label className="grow">
            <span className="vh">{name ? `Municipality ${index + 1}` : 'Add a municipality'}</span>
            <select
              className="in"
              id={index === 0 ? id : undefined}
              name={`${props.address}[]`}
              value={name}
              onChange={(event) => put(index, event.target.value)}
            >
              <option value="">{picked.length === 0 ? 'Choose a municipality' : 'Add another municipality'}</option>
              {names(name).map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
          {name && (
            <Button look="link-danger" onClick={() => put(index, '')}>
              Remove<span className="vh"> {name}</span>
            </Button>
          )}
        </div>
      ))}
    </FieldGroup>
  );
}
