type Clock = () => Date;

/** A server under test may be told which instant it starts at; time then runs on from there. */
function startingClock(): Clock {
  const { NODE_ENV, TEST_SERVER, TOWN_GREEN_NOW } = process.env;
  const forTests = NODE_ENV === 'test' || TEST_SERVER === 'on';
  if (!forTests || !TOWN_GREEN_NOW) return () => new Date();
  const offset = Date.parse(TOWN_GREEN_NOW) - Date.now();
  return () => new Date(Date.now() + offset);
}

let clock = startingClock();

/** The present instant; the only clock that rules, deadlines and records may ask. */
export function now(): Date {
  return clock();
}

/** The instant by the machine's own clock at which the portal's clock will say `instant`: what the queue of jobs waits by. */
export function machineInstant(instant: Date): Date {
  return new Date(instant.getTime() - now().getTime() + Date.now());
}

/** Holds the clock at `instant` until `releaseClock()`; for tests. */
export function holdClock(instant: Date | string): void {
  const held = new Date(instant);
  clock = () => new Date(held);
}

/** Lets the clock run again after `holdClock`. */
export function releaseClock(): void {
  clock = startingClock();
}
