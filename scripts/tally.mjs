import { sentence } from './failure.mjs';
import { isEnding } from './lifetime.mjs';
import { stage } from './stages.mjs';

const words = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** Adds up what the runners of one command report, a line for each, and shows what a failing one printed. */
export class Tally {
  #total = { passed: 0, failed: 0, skipped: 0 };

  /** Runs one check as a stage; returns whether it passed. One that cannot run at all is one failure. */
  async add(name, check) {
    let result;
    await stage(name, async () => {
      result = await check().catch((error) => ({ passed: 0, failed: 1, skipped: 0, output: sentence(error) }));
      for (const key of Object.keys(this.#total)) this.#total[key] += result[key];
      return words(result);
    });
    if (result.failed > 0 && !isEnding()) process.stdout.write(`\n${result.output.trim()}\n\n`);
    return result.failed === 0;
  }

  /** Notes that something was left out because what it needs failed. */
  skip(name, reason) {
    this.#total.skipped += 1;
    return stage(name, () => Promise.resolve(`skipped: ${reason}`));
  }

  /** Prints the one line that closes the command, and returns its exit code. */
  close() {
    process.stdout.write(`\n${words(this.#total)}\n`);
    return this.#total.failed === 0 ? 0 : 1;
  }
}
