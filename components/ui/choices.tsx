import { Choice } from './choice';
import { FieldGroup, type FieldText } from './field';

export type Pick = { value: string; label: React.ReactNode; hint?: React.ReactNode };

type Props = FieldText & {
  type: 'radio' | 'checkbox';
  name: string;
  options: Pick[];
  /** Controlled: what is picked. */
  value?: string[];
  defaultValue?: string[];
  onChange?: (value: string[]) => void;
};

/** A question with a few answers, all in sight. Radio gives one value, checkbox any number. */
export function Choices({ type, name, options, value, defaultValue, onChange, ...text }: Props) {
  function pick(picked: string, on: boolean) {
    if (type === 'radio') return onChange?.([picked]);
    const kept = options.map((option) => option.value).filter((other) => value?.includes(other));
    onChange?.(on ? [...kept, picked] : kept.filter((other) => other !== picked));
  }

  return (
    <FieldGroup {...text}>
      <div className="picks">
        {options.map((option, index) => (
          <Choice
            key={option.value}
            id={index === 0 ? text.id : undefined}
            type={type}
            name={name}
            value={option.value}
            label={option.label}
            hint={option.hint}
            checked={value?.includes(option.value)}
            defaultChecked={value ? undefined : defaultValue?.includes(option.value)}
            onChange={onChange && ((event) => pick(option.value, event.target.checked))}
          />
        ))}
      </div>
    </FieldGroup>
  );
}
