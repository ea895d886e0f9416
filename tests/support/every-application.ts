import type { Person } from '@/lib/access/actor';
import { boardFilter, getBoard } from '@/lib/services/reviews/get-board';
import type { ApplicationSummary } from '@/lib/workflow/views';

/** Every application of every cycle, as the board shows it. */
export async function everyApplication(coordinator: Person): Promise<ApplicationSummary[]> {
  const board = (year?: number) => getBoard(coordinator, boardFilter.parse({ year }));
  const found: ApplicationSummary[] = [];
  for (const year of (await board()).years) found.push(...(await board(year)).all);
  return found;
}
