'use client';

import { Button } from '@/components/ui/button';

/** Opens the browser's print dialog. */
export function PrintButton({ children }: { children: React.ReactNode }) {
  return (
    <Button look="second" small onClick={() => window.print()}>
      {children}
    </Button>
  );
}
