import { buttonClass, type ButtonLook } from './button';

/** A link that looks like a button: for going somewhere, never for changing something. */
export function LinkButton({
  href,
  look = 'primary',
  small = false,
  className,
  children,
  ...rest
}: React.ComponentProps<'a'> & { href: string; look?: ButtonLook; small?: boolean }) {
  return (
    <a {...rest} href={href} className={buttonClass(look, small, className)}>
      {children}
    </a>
  );
}
