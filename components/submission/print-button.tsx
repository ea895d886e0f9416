'use client';

import { Button } from '@/components/ui/button';

/** Prints the page; browsers without scripts print from their menu. */
export function PrintButton() {
  return (
    <Button look="second" onClick={() => window.print()}>
      Print this page
    </Button>
  );
}
