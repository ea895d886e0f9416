import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '@/scripts/postgres.mjs';
import { startTestServer } from '@/scripts/test-server.mjs';
import { personalDataIn } from './planted';
import { providerVariables, startProvider } from './sign-on-provider';
import { testPostgres } from './test-postgres';
import { warningIn } from './warnings';

/**
 * Starts the server that the browser tests visit, and tells the workers where it is and who can sign in. What it logged
 * in the whole run is looked through at the end.
 */
export default async function setup() {
  const postgres = await testPostgres();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'town-green-log-'));
  const log = path.join(folder, 'server.log');
  const provider = await startProvider();
  try {
    const metrics = String(await freePort());
    const server = await startTestServer({
      postgres,
      database: 'town_green_e2e',
      variables: { LOG_LEVEL: 'info', METRICS_PORT: metrics, ...providerVariables(provider.issuer) },
      onOutput: (chunk: Buffer) => appendFileSync(log, chunk),
    });
    provider.open(`${server.address}/api/auth/callback/oidc`);
    process.env.TEST_ADDRESS = server.address;
    process.env.TEST_MAIL_DIR = server.mail;
    process.env.TEST_SIGN_INS = JSON.stringify(server.signIns);
    process.env.TEST_DATABASE_URL = postgres.url('town_green_e2e');
    process.env.TEST_LOG = log;
    process.env.TEST_METRICS = `http://127.0.0.1:${metrics}/metrics`;
    return async () => {
      await server.stop();
      await provider.stop();
      await postgres.stop();
      const logged = readFileSync(log, 'utf8');
      rmSync(folder, { recursive: true });
      const found = personalDataIn(logged);
      if (found.length > 0) throw new Error(`The server logged personal data: ${found.join(', ')}`);
      if (warningIn(logged)) throw new Error(`The server warned: ${warningIn(logged)}`);
    };
  } catch (error) {
    await provider.stop();
    await postgres.stop();
    throw error;
  }
}
