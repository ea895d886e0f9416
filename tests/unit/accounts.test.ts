import { describe, expect, it } from 'vitest';
import { stateOf } from '@/components/account/use-session-left';
import { browserName } from '@/lib/browser-name';

describe('a browser’s name', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge on Windows',
    ],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 Version/18.0 Safari/605.1', 'Safari on Mac'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/140.0 Mobile Safari/604.1',
      'Chrome on iPhone or iPad',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
      'Chrome on Android',
    ],
    ['curl/8.0', 'A browser'],
    ['', 'A browser'],
  ])('of %s', (agent, name) => expect(browserName(agent)).toBe(name));
});

describe('what a person is told of the end of a session', () => {
  const warning = 5;
  it.each([
    [{ idle: 6, absolute: 60 }, 'quiet'],
    [{ idle: 5, absolute: 60 }, 'idle'],
    [{ idle: 6, absolute: 6 }, 'quiet'],
    // Where both are near, only the one that cannot be put off is worth saying.
    [{ idle: 4, absolute: 4 }, 'absolute'],
    [{ idle: 2, absolute: 5 }, 'absolute'],
  ])('%o', (left, kind) => expect(stateOf(left, warning).kind).toBe(kind));
});
