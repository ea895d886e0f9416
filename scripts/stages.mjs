const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Runs one stage of a longer job on one line of its own: its name at once, what came of it and its seconds when done. */
export async function stage(name, work) {
  const start = performance.now();
  process.stdout.write(`  ${name.padEnd(28)}`);
  const outcome = await work();
  process.stdout.write(`${outcome ?? 'done'} (${seconds(start)})\n`);
}
