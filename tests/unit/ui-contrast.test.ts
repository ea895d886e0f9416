import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const tokens = new Map(
  [...readFileSync('app/styles/tokens.css', 'utf8').matchAll(/--color-([\w-]+):\s*(#[0-9a-f]{6})/g)].map(
    ([, name, value]) => [name, value] as const,
  ),
);

/** Relative luminance of a token's color (WCAG 2.2). */
function luminance(name: string): number {
  const hex = tokens.get(name);
  if (!hex) throw new Error(`No color is named ${name}`);
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe('text keeps 4.5 to 1 on everything it stands on', () => {
  const grounds = ['paper', 'field', 'ground', 'wash'];
  it.each([
    ...['ink', 'ink-2', 'ink-3'].flatMap((text) => grounds.map((ground) => [text, ground])),
    ...['paper', 'field', 'ground', 'mint'].map((ground) => ['green', ground]),
    ...['blue', 'violet', 'amber', 'red'].flatMap((state) => [
      [state, `${state}-tint`],
      [state, 'paper'],
      [state, 'field'],
      [state, 'ground'],
    ]),
    ...['green', 'deep', 'ink', 'red', 'bronze'].map((ground) => ['field', ground]),
    ['leaf', 'deep'],
    ['ink', 'silver'],
    ['ink', 'gold'],
    ['ink', 'amber-tint'],
    ['ink', 'violet-tint'],
    ['ink', 'mint'],
    ['ink-2', 'red-tint'],
    ['ink', 'bronze-lit'],
  ])('%s on %s', (text, ground) => {
    expect(contrast(text ?? '', ground ?? '')).toBeGreaterThanOrEqual(4.5);
  });
});

describe('edges and rings keep 3 to 1', () => {
  it.each([
    ['edge', 'paper'],
    ['edge', 'field'],
    ['edge', 'ground'],
    ['focus', 'paper'],
    ['focus', 'ground'],
    ['green', 'ground'],
    ['bronze-lit', 'deep'],
    ['silver', 'deep'],
    ['gold', 'deep'],
  ])('%s on %s', (edge, ground) => {
    expect(contrast(edge, ground)).toBeGreaterThanOrEqual(3);
  });
});
