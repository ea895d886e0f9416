import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { holdClock, now, releaseClock } from '@/lib/clock';
import { parseEnv } from '@/lib/env';

const enough = {
  DATABASE_URL: 'postgresql://a:b@127.0.0.1:5432/town',
  NEXTAUTH_SECRET: 'x'.repeat(32),
  NEXTAUTH_URL: 'http://localhost:3000',
  BASE_URL: 'http://localhost:3000',
  STORAGE_DIR: '/tmp/files',
};

describe('the environment', () => {
  it('has defaults for what may be left out', () => {
    expect(parseEnv(enough)).toMatchObject({ DATABASE_POOL: 10, DEMO: 'off', LOG_LEVEL: 'info', TEST_SERVER: 'off' });
  });

  it('keeps the metrics to this machine unless told otherwise, and serves none unasked', () => {
    expect(parseEnv(enough)).toMatchObject({ METRICS_HOST: '127.0.0.1' });
    expect(parseEnv(enough).METRICS_PORT).toBeUndefined();
  });

  it('names everything that is missing or wrong in one message, and no value', () => {
    const wrong = { ...enough, NEXTAUTH_SECRET: 'too-short', DATABASE_URL: 'mysql://secret', STORAGE_DIR: undefined };
    const message =
      /^Check the environment .*DATABASE_URL must look like.*NEXTAUTH_SECRET must be at least.*STORAGE_DIR/;
    expect(() => parseEnv(wrong)).toThrow(message);
    expect(() => parseEnv(wrong)).not.toThrow(/too-short|secret:/);
  });

  it('wants what belongs together said together', () => {
    expect(() => parseEnv({ ...enough, SMTP_URL: 'smtps://mail.example.org' })).toThrow(/MAIL_FROM must be set/);
    expect(() => parseEnv({ ...enough, OIDC_ISSUER: 'https://login.example.org' })).toThrow(/OIDC_CLIENT_ID and/);
    for (const from of ['portal@example.org', 'Town Green <portal@example.org>'])
      expect(parseEnv({ ...enough, SMTP_URL: 'smtps://mail.example.org', MAIL_FROM: from }).MAIL_FROM).toBe(from);
    for (const from of ['nobody', 'a@example.org, b@example.org', 'a@example.org\nBcc: b@example.org'])
      expect(() => parseEnv({ ...enough, MAIL_FROM: from })).toThrow(/MAIL_FROM must look like/);
  });

  it('is listed whole in .env.example', () => {
    const listed = readFileSync('.env.example', 'utf8');
    const keys = [...Object.keys(parseEnv(enough)), 'HOST', 'PORT', 'CHROMIUM_PATH'].filter(
      (key) => key !== 'NODE_ENV',
    );
    expect(keys.filter((key) => !listed.includes(`${key}=`))).toEqual([]);
  });
});

describe('the clock', () => {
  afterEach(releaseClock);

  it('can be held, and runs again', () => {
    holdClock('2024-03-10T01:59:59-05:00');
    expect(now().toISOString()).toBe('2024-03-10T06:59:59.000Z');
    now().setFullYear(1999);
    expect(now().getUTCFullYear()).toBe(2024);
    releaseClock();
    expect(Math.abs(now().getTime() - Date.now())).toBeLessThan(1000);
  });
});
