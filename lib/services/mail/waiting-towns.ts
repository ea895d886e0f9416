import type { Tx } from '@/lib/db/db';
import { openRound } from '@/lib/workflow/rounds';

/** The applications, of one cycle or of all, whose answers are with their town: each with the round it is open for, if any. */
export async function waitingTowns(tx: Tx, at: Date, cycleId?: string) {
  const waiting = await tx.application.findMany({
    where: { cycleId, OR: [{ status: 'draft', cycle: { closed: false } }, { status: 'returned' }] },
    select: { id: true, townId: true, round: true, statusSince: true, cycle: { select: { id: true, rounds: true } } },
    orderBy: { id: 'asc' },
  });
  const extensions = await tx.extension.findMany({
    where: { townId: { in: waiting.map(({ townId }) => townId) } },
    select: {
      townId: true,
      deadline: true,
      grantedAt: true,
      round: { select: { number: true, cycleId: true } },
    },
  });
  return waiting.map(({ id: application, townId, round, statusSince, cycle }) => {
    const own = extensions
      .filter((one) => one.townId === townId && one.round.cycleId === cycle.id)
      .map((one) => ({ ...one, round: one.round.number }));
    const open = openRound(cycle.rounds, own, round, at);
    return { application, townId, statusSince, extensions: own, open };
  });
}
