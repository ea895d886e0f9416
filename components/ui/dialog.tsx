'use client';

import { useEffect, useId, useRef } from 'react';

/** A question before something is lost; the only modal there is. Escape closes it and focus goes back. */
export function Dialog({
  open,
  onClose,
  title,
  children,
  actions,
  alert = false,
}: {
  open: boolean;
  onClose: () => void;
  title: React.ReactNode;
  children: React.ReactNode;
  actions: React.ReactNode;
  /** It comes by itself, not by a press: read out whole when it appears. */
  alert?: boolean;
}) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const dialog = box.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);

  return (
    <dialog
      ref={box}
      className="ask"
      role={alert ? 'alertdialog' : undefined}
      aria-labelledby={id}
      aria-describedby={alert ? `${id}-text` : undefined}
      onClose={onClose}
    >
      <h2 id={id}>{title}</h2>
      {alert ? <div id={`${id}-text`}>{children}</div> : children}
      <div className="acts">{actions}</div>
    </dialog>
  );
}
