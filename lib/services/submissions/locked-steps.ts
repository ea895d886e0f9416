type Ruling = { step: string; outcome: string; sentAt: Date | null };

/** Steps whose latest ruling sent to the town is an approval: their answers stay as they are. Rulings: oldest first. */
export function lockedSteps(rulings: readonly Ruling[]): string[] {
  const latest = new Map<string, string>();
  for (const ruling of rulings) if (ruling.sentAt) latest.set(ruling.step, ruling.outcome);
  return [...latest].filter(([, outcome]) => outcome === 'approved').map(([step]) => step);
}
