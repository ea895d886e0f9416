import type { Interpretation, Rulebook } from './schema';

/** The readings in force, by interpretation key. */
export type Settings = { readonly [K in Interpretation['key']]: string };

const own = new WeakMap<Rulebook, Settings>();

function ownSettings(rulebook: Rulebook): Settings {
  let settings = own.get(rulebook);
  if (!settings) {
    settings = Object.fromEntries(rulebook.interpretations.map((i) => [i.key, i.value])) as Settings;
    own.set(rulebook, settings);
  }
  return settings;
}

/** A rulebook's own readings, with the given ones switched; unknown keys and values change nothing. */
export function settingsOf(rulebook: Rulebook, switched?: { [key: string]: string }): Settings {
  const settings = ownSettings(rulebook);
  if (!switched) return settings;
  const known = rulebook.interpretations.filter((i) => i.options.some((option) => option.value === switched[i.key]));
  return { ...settings, ...Object.fromEntries(known.map((i) => [i.key, switched[i.key]!])) };
}
