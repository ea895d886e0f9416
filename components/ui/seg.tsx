import { Shape, type ShapeName } from './shape';

export type SegOption = {
  value: string;
  label: React.ReactNode;
  shape?: ShapeName;
  /** A second line in the serif of documents: the text that would be kept. */
  detail?: React.ReactNode;
};

/** Two to four choices of weight as ruled blocks: a ruling, a text to keep. */
export function Seg({
  legend,
  name,
  options,
  value,
  defaultValue,
  onChange,
  legendShown = false,
}: {
  legend: React.ReactNode;
  name: string;
  options: SegOption[];
  value?: string;
  defaultValue?: string;
  onChange?: (value: string) => void;
  legendShown?: boolean;
}) {
  return (
    <fieldset>
      <legend className={legendShown ? 'lab' : 'vh'}>{legend}</legend>
      <div className="seg">
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === undefined ? undefined : value === option.value}
              defaultChecked={
                value === undefined && defaultValue !== undefined ? defaultValue === option.value : undefined
              }
              onChange={onChange && (() => onChange(option.value))}
            />
            <span>
              {option.label}
              {option.detail && <span className="doc detail">{option.detail}</span>}
            </span>
            {option.shape && <Shape name={option.shape} />}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
