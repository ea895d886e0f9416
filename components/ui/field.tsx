import { Shape } from './shape';
import { classNames } from './class-names';

export type FieldText = {
  id: string;
  label: React.ReactNode;
  hint?: React.ReactNode;
  /** What to do about it, the same words as in the error summary. */
  error?: string;
  /** Says that the question is the portal's own, not the program's. */
  own?: React.ReactNode;
  /** Takes part in a grid: no width of its own (`.two .wide` spans both columns). */
  className?: string;
};

export type Wiring = {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
};

/** Ids and descriptions that tie a control to its hint and error. */
export function wire({ id, hint, error, own }: Omit<FieldText, 'label'>): Wiring {
  return {
    id,
    'aria-describedby': classNames(hint != null && `${id}-hint`, own != null && `${id}-own`, error && `${id}-error`),
    'aria-invalid': error ? true : undefined,
  };
}

/** Hint, origin and error of a field, between its label and its control. */
function FieldNotes({ id, hint, error, own }: Omit<FieldText, 'label'>) {
  return (
    <>
      {hint != null && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {own != null && (
        <span className="own" id={`${id}-own`}>
          {own}
        </span>
      )}
      {error && (
        <span className="err" id={`${id}-error`}>
          <Shape name="triangle" />
          <span>{error}</span>
        </span>
      )}
    </>
  );
}

/** A label, its notes and one control; `children` receives the wiring to spread on the control. */
export function Field({ children, ...text }: FieldText & { children: (wiring: Wiring) => React.ReactNode }) {
  return (
    <div className={classNames('field', text.error && 'bad', text.className)}>
      <label htmlFor={text.id}>{text.label}</label>
      <FieldNotes {...text} />
      {children(wire(text))}
    </div>
  );
}

/** A group of controls under one legend; give the first control the `id`, so that error links land on it. */
export function FieldGroup({ children, ...text }: FieldText & { children: React.ReactNode }) {
  const { 'aria-describedby': describedBy } = wire(text);
  return (
    <fieldset className={classNames('field', text.error && 'bad', text.className)} aria-describedby={describedBy}>
      <legend>{text.label}</legend>
      <FieldNotes {...text} />
      {children}
    </fieldset>
  );
}
