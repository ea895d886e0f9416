import { Notice } from '@/components/ui/notice';
import { count, instant } from '@/lib/words';

type Check = { kind: string; at: Date; ok: boolean; events: number; finding: string | null };

/** How the last verification and the last seal of the record went, in words. */
export function RecordState({ checks }: { checks: readonly Check[] }) {
  const verified = checks.find(({ kind }) => kind === 'verify');
  const sealed = checks.find(({ kind }) => kind === 'seal');
  const seal = sealed ? `Last sealed ${instant(sealed.at)}.` : 'It has not been sealed yet.';
  if (verified && !verified.ok)
    return (
      <Notice kind="bad" title="The record is not whole">
        <p>
          Verified {instant(verified.at)}: {verified.finding} Tell whoever runs the server; nothing here should be
          relied on until it is cleared up.
        </p>
      </Notice>
    );
  return (
    <p className="small soft mb-4">
      {verified
        ? `Verified ${instant(verified.at)}: ${count(verified.events, 'entry', 'entries')}, whole. `
        : 'It has not been verified yet. '}
      {seal}
    </p>
  );
}
