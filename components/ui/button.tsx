import { useId } from 'react';
import { classNames } from './class-names';

export type ButtonLook = 'primary' | 'second' | 'danger' | 'link' | 'link-danger';

const looks: Record<ButtonLook, string> = {
  primary: 'btn',
  second: 'btn second',
  danger: 'btn danger',
  link: 'linkish',
  'link-danger': 'linkish no',
};

/** The classes of a button, for links and labels that look like one. */
export function buttonClass(look: ButtonLook = 'primary', small = false, className?: string) {
  return classNames(looks[look], small && 'small', className);
}

export type ButtonProps = Omit<React.ComponentProps<'button'>, 'disabled'> & {
  look?: ButtonLook;
  small?: boolean;
  /** Why it cannot be pressed now, with a link to what mends it. The button keeps its focus. */
  blocked?: React.ReactNode;
  /** Under way: presses do nothing until it ends. */
  pending?: boolean;
  pendingWord?: string;
};

/** A button; put it in `.acts`. When blocked or pending it is a plain button, so it cannot submit. */
export function Button({
  look = 'primary',
  small = false,
  blocked,
  pending = false,
  pendingWord,
  type = 'button',
  className,
  onClick,
  formAction,
  children,
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const isBlocked = blocked !== undefined && blocked !== null && blocked !== false;
  const inert = isBlocked || pending;
  return (
    <>
      <button
        {...rest}
        className={buttonClass(look, small, className)}
        type={inert ? 'button' : type}
        onClick={inert ? undefined : onClick}
        formAction={inert ? undefined : formAction}
        aria-disabled={inert || undefined}
        aria-busy={pending || undefined}
        aria-describedby={classNames(rest['aria-describedby'], isBlocked && reasonId) ?? undefined}
      >
        {pending ? (pendingWord ?? children) : children}
      </button>
      {isBlocked && (
        <span className="why-not" id={reasonId}>
          {blocked}
        </span>
      )}
    </>
  );
}
