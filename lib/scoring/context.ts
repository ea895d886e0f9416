import { newYorkDate } from '@/lib/rulebook/dates';
import type { Rulebook } from '@/lib/rulebook/schema';
import { settingsOf, type Settings } from '@/lib/rulebook/settings';
import { activityUses, type ActivityUses } from './duplicates';
import type { ApplicationFile } from './facts';
import type { ActionScore } from './result';

/** What every step of one scoring looks at. */
export type Context = {
  rulebook: Rulebook;
  file: ApplicationFile;
  settings: Settings;
  /** The day of submission, or of scoring, in New York. */
  today: string;
  /** `action/step` and `action/step/item` of everything credited before. */
  credited: ReadonlySet<string>;
  uses: ActivityUses;
  /** The score of another action of the application, as a target; undefined when it is not in it. */
  target: (action: string) => ActionScore | undefined;
};

/** The context of scoring a file; `target` is set by the caller once other actions are scored. */
export function contextOf(rulebook: Rulebook, file: ApplicationFile): Context {
  const credited = new Set<string>();
  for (const { action, step, item } of file.priorCredits)
    credited.add(item === undefined ? `${action}/${step}` : `${action}/${step}/${item}`);
  return {
    rulebook,
    file,
    settings: settingsOf(rulebook, file.rulebook.interpretations),
    today: newYorkDate(file.at),
    credited,
    uses: activityUses(rulebook, file),
    target: () => undefined,
  };
}
