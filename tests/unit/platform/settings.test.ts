import { describe, expect, it } from 'vitest';
import { readSettings } from '@/scripts/settings.mjs';

const own = 'postgresql://a:b@db.example.org:5432/town';

describe('what npm start makes of the environment', () => {
  it('needs nothing', () => {
    expect(readSettings({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      address: 'http://localhost:3000',
      databaseUrl: undefined,
      demo: 'on',
    });
  });

  // The demonstration's passwords are known to everybody.
  it.each([
    ['embedded database, loopback', {}, 'on'],
    ['embedded database, another loopback', { HOST: '127.0.0.2' }, 'on'],
    ['embedded database, IPv6 loopback', { HOST: '::1' }, 'on'],
    ['embedded database, localhost', { HOST: 'localhost' }, 'on'],
    ['embedded database, every address', { HOST: '0.0.0.0' }, 'off'],
    ['embedded database, a name in the network', { HOST: 'portal.example.org' }, 'off'],
    ['own database, loopback', { DATABASE_URL: own }, 'off'],
    ['own database, asked for', { DATABASE_URL: own, DEMO: 'on' }, 'on'],
    ['every address, asked for', { HOST: '0.0.0.0', DEMO: 'on' }, 'on'],
    ['loopback, forbidden', { DEMO: 'off' }, 'off'],
  ])('%s: the demonstration is as it must be', (_case, variables, demo) => {
    expect(readSettings(variables).demo).toBe(demo);
  });

  it('tells people the address they were given', () => {
    expect(readSettings({ BASE_URL: 'https://certify.example.org/' }).address).toBe('https://certify.example.org');
    expect(readSettings({ HOST: 'fe80::1', PORT: '8080' }).address).toBe('http://[fe80::1]:8080');
    expect(readSettings({ HOST: '0.0.0.0', PORT: '8080' }).address).toBe('http://localhost:8080');
  });

  it.each([
    [{ PORT: 'abc' }, 'PORT must be a number'],
    [{ PORT: '70000' }, 'PORT must be a number'],
    [{ DEMO: 'yes' }, 'DEMO must be "on" or "off"'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must look like'],
    [{ DATABASE_URL: own, APP_DATABASE_URL: 'mysql://x' }, 'APP_DATABASE_URL must look like'],
    [{ APP_DATABASE_URL: own }, 'APP_DATABASE_URL goes with DATABASE_URL'],
    [{ BASE_URL: 'certify' }, 'BASE_URL must be an address'],
  ])('refuses %o in one sentence', (variables, message) => {
    expect(() => readSettings(variables)).toThrow(message);
  });
});
