import type { Finding } from '@/lib/workflow/findings';
import { count } from '@/lib/words';

/** What a decision should know of first: findings to settle or look at, and second readings that differ from the ruling. */
export function StillOpen({ findings, dissent }: { findings: readonly Finding[]; dissent: number }) {
  const open = findings.filter(({ severity }) => severity !== 'know').length;
  return (
    <ul className="mt-3">
      <li>
        {open > 0 ? (
          <a href="#findings">{count(open, 'finding')} to settle or to look at</a>
        ) : (
          'No finding asks to be looked at.'
        )}
      </li>
      <li>
        {dissent > 0 ? (
          <a href="#second-readings">{count(dissent, 'second reading')} not of one mind with the ruling</a>
        ) : (
          'No second reading differs from its ruling.'
        )}
      </li>
    </ul>
  );
}
