import { startTestServer } from '@/scripts/test-server.mjs';
import { testPostgres } from './test-postgres';

/** Starts the server that the browser tests visit, and tells the workers where it is and who can sign in. */
export default async function setup() {
  const postgres = await testPostgres();
  try {
    const server = await startTestServer({ postgres, database: 'town_green_e2e' });
    process.env.TEST_ADDRESS = server.address;
    process.env.TEST_SIGN_INS = JSON.stringify(server.signIns);
    process.env.TEST_DATABASE_URL = postgres.url('town_green_e2e');
    return async () => {
      await server.stop();
      await postgres.stop();
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
