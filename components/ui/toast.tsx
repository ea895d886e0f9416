import { Button } from './button';
import { Shape, type ShapeName } from './shape';

/** Repeats at the corner what the page already shows. Keep it mounted; without children it is silent. */
export function Toast({
  shape = 'tick',
  onHide,
  children,
}: {
  shape?: ShapeName;
  onHide?: () => void;
  children?: React.ReactNode;
}) {
  return (
    <div className="toasts" role="status">
      {children && (
        <p className="toast">
          <Shape name={shape} />
          <span>{children}</span>
          {onHide && (
            <Button look="link" onClick={onHide}>
              Hide
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
