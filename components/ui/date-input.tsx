'use client';

import { useState } from 'react';
import { joinDate, splitDate, type DateParts } from '@/lib/date-parts';
import { FieldGroup, type FieldText } from './field';

const parts: { key: keyof DateParts; label: string; className: string }[] = [
  { key: 'month', label: 'Month', className: 'in' },
  { key: 'day', label: 'Day', className: 'in' },
  { key: 'year', label: 'Year', className: 'in y' },
];

type Props = FieldText & {
  /** With a name, the three inputs post as `name.month`, `name.day`, `name.year`: join them with `joinDate`. */
  name?: string;
  /** `2024-09-05` when whole, an unfinished date such as `2024-9-` otherwise, `''` when empty. */
  value?: string;
  defaultValue?: string;
  onChange?: (value: string) => void;
  onBlur?: () => void;
};

/** A date in three fields, month first, typed as people write it. What is unfinished is kept. */
export function DateInput({ name, value, defaultValue = '', onChange, onBlur, ...text }: Props) {
  const [typed, setTyped] = useState<DateParts>(() => splitDate(value ?? defaultValue));
  const controlled = value !== undefined && value !== joinDate(typed);
  const shown = controlled ? splitDate(value) : typed;

  function type(key: keyof DateParts, input: string) {
    const next = { ...shown, [key]: input };
    setTyped(next);
    onChange?.(joinDate(next));
  }

  return (
    <FieldGroup {...text}>
      <div className="date">
        {parts.map(({ key, label, className }) => (
          <label key={key}>
            {label}
            <input
              className={className}
              id={key === 'month' ? text.id : undefined}
              type="text"
              inputMode="numeric"
              autoComplete="off"
              maxLength={key === 'year' ? 4 : 2}
              name={name && `${name}.${key}`}
              aria-invalid={text.error ? true : undefined}
              value={shown[key]}
              onChange={(event) => type(key, event.target.value)}
              onBlur={onBlur}
            />
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}
