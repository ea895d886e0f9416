import crypto from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { checkUrl } from './database.mjs';
import { Failure } from './failure.mjs';
import { dataFolder, inProject } from './paths.mjs';

const isLoopback = (host) => host === 'localhost' || host === '::1' || /^127\./.test(host);
const isEverywhere = (host) => host === '0.0.0.0' || host === '::';

/** Reads .env, if there is one; what the environment already says wins. */
export function readEnvFile() {
  const file = inProject('.env');
  if (fs.existsSync(file)) process.loadEnvFile(file);
}

/**
 * Returns what the environment asks of `npm start`, with defaults for what it leaves open; fails on what makes no sense.
 * @param {Record<string, string | undefined>} env
 */
export function readSettings(env = process.env) {
  const host = env.HOST || '127.0.0.1';
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Failure(`PORT must be a number from 1 to 65535; it is "${env.PORT}".`);
  }
  if (env.DEMO && !['on', 'off'].includes(env.DEMO)) {
    throw new Failure(`DEMO must be "on" or "off"; it is "${env.DEMO}".`);
  }
  if (env.DATABASE_URL) checkUrl(env.DATABASE_URL);
  if (env.APP_DATABASE_URL) checkUrl(env.APP_DATABASE_URL, 'APP_DATABASE_URL');
  if (env.APP_DATABASE_URL && !env.DATABASE_URL)
    throw new Failure('APP_DATABASE_URL goes with DATABASE_URL, the owner of the same database. Set both, or neither.');
  const name = isLoopback(host) || isEverywhere(host) ? 'localhost' : host;
  const address = env.BASE_URL || `http://${net.isIPv6(name) ? `[${name}]` : name}:${port}`;
  if (!URL.canParse(address)) throw new Failure(`BASE_URL must be an address such as https://certify.example.org.`);
  return {
    host,
    port,
    address: address.replace(/\/$/, ''),
    databaseUrl: env.DATABASE_URL || undefined,
    portalUrl: env.APP_DATABASE_URL || undefined,
    demo: env.DEMO || (!env.DATABASE_URL && isLoopback(host) ? 'on' : 'off'),
    storage: path.resolve(env.STORAGE_DIR || path.join(dataFolder, 'files')),
    mail: path.resolve(env.MAIL_DIR || path.join(dataFolder, 'mail')),
  };
}

/** Makes the folders the portal keeps its things in. Others may pass through .data (an unprivileged PostgreSQL must), not look. */
export function makeFolders({ storage, mail }) {
  fs.mkdirSync(dataFolder, { recursive: true, mode: 0o711 });
  fs.mkdirSync(storage, { recursive: true, mode: 0o700 });
  fs.mkdirSync(mail, { recursive: true, mode: 0o700 });
  for (const folder of [dataFolder, storage, mail]) fs.accessSync(folder, fs.constants.W_OK);
}

/** Returns the secret kept in `file` of the data folder, made once. */
function keptSecret(name) {
  const file = path.join(dataFolder, name);
  if (!fs.existsSync(file)) {
    fs.writeFileSync(file, crypto.randomBytes(32).toString('base64url'), { mode: 0o600 });
  }
  return fs.readFileSync(file, 'utf8').trim();
}

/** Returns the secret that signs session cookies: the given one, else one made once and kept. */
const sessionSecret = (env = process.env) => env.NEXTAUTH_SECRET || keptSecret('session-secret');

/** Returns the environment the server and the seed run with: the portal's own connection, never the owner's. */
export function serverEnvironment(settings, portalUrl) {
  return {
    ...process.env,
    APP_DATABASE_URL: undefined,
    DATABASE_URL: portalUrl,
    NEXTAUTH_SECRET: sessionSecret(),
    NEXTAUTH_URL: process.env.NEXTAUTH_URL || settings.address,
    BASE_URL: settings.address,
    STORAGE_DIR: settings.storage,
    AUDIT_DIR: path.resolve(process.env.AUDIT_DIR || path.join(dataFolder, 'audit')),
    AUDIT_KEY: process.env.AUDIT_KEY || keptSecret('audit-key'),
    MAIL_DIR: settings.mail,
    DEMO: settings.demo,
    NEXT_TELEMETRY_DISABLED: '1',
  };
}
