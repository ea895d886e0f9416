import path from 'node:path';
import { defineConfig } from 'vitest/config';

// Far from both UTC and Connecticut, so that a forgotten time zone shows.
process.env.TZ = 'Pacific/Auckland';

const alias = { '@': path.resolve(import.meta.dirname) };

/** Tests of the production build: only where there is one, so `npm test` asks for them by name after building. */
const production = {
  resolve: { alias },
  test: {
    name: 'production',
    include: ['tests/production/**/*.test.ts'],
    globalSetup: 'tests/support/production-setup.ts',
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}', 'tests/architecture.test.ts'] },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: 'tests/support/integration-setup.ts',
          setupFiles: 'tests/support/no-warnings.ts',
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      ...(process.env.TEST_PRODUCTION === 'on' ? [production] : []),
    ],
  },
});
