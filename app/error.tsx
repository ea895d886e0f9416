'use client';

import { Trouble } from '@/components/ui/trouble';

/** The boundary around every page. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <Trouble error={error} retry={retry} />;
}
