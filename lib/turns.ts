/** Lets at most `atOnce` works run at a time, the others in the order they came: what they hold in memory is bounded. */
export function turns(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
    try {
      return await work();
    } finally {
      const following = waiting.shift();
      if (following) following();
      else running -= 1;
    }
  };
}
