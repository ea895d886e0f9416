'use client';

import { useState } from 'react';
import { Button, type ButtonLook } from './button';
import { Dialog } from './dialog';

/** A button that asks before losing something; keeping stands first and has the focus. `confirm` is the button or form that does it. */
export function ConfirmButton({
  label,
  look = 'link-danger',
  small = false,
  title,
  confirm,
  keepWord = 'Keep it',
  children,
}: {
  label: React.ReactNode;
  look?: ButtonLook;
  small?: boolean;
  title: React.ReactNode;
  confirm: React.ReactNode;
  keepWord?: string;
  children: React.ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look={look} small={small} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={title}
        actions={
          <>
            <Button look="second" onClick={() => setOpen(false)}>
              {keepWord}
            </Button>
            {confirm}
          </>
        }
      >
        {children}
      </Dialog>
    </>
  );
}
