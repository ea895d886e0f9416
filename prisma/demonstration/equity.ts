import type { Cells } from '@/lib/rulebook/cells';
import { toolkits } from './tellings/toolkits';
import type { Place } from './towns';
import { noPartners, withPartners, type Work } from './work';

/** 1.1 Optimize for Equity: the toolkit applied to other actions, each on an ISO day. */
export function equity(place: Place, applied: readonly { target: string; completed: string }[]): Work {
  const cells: Cells = {};
  applied.forEach(({ target, completed }, index) => {
    const told = toolkits[target];
    if (!told) throw new Error(`No toolkit application to ${target}`);
    const row = `1.toolkits.t${index + 1}`;
    cells[`${row}.target`] = target;
    cells[`${row}.completed`] = completed;
    for (const [column, text] of Object.entries(told(place))) cells[`${row}.${column}`] = text;
  });
  const partners =
    place.n % 2 === 0
      ? noPartners
      : withPartners(
          'Millbrook Valley Neighbors; the visiting nurses',
          `${place.town} led each application and paid for translation; the partners brought the people to the table.`,
        );
  return { action: 'optimize-for-equity', cells: { ...cells, ...partners }, shown: [] };
}
