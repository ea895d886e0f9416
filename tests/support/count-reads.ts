/**
 * Counts how often anything is read from the objects it is given: what takes longer than it should reads more than it should,
 * on any machine. Times are measured in bench/.
 */
export function countReads(): { reads: () => number; counted: <T extends object>(one: T) => T } {
  let reads = 0;
  const counted = <T extends object>(one: T): T =>
    new Proxy(one, {
      get: (target, name): unknown => {
        reads += 1;
        return Reflect.get(target, name);
      },
    });
  return { reads: () => reads, counted };
}
