import path from 'node:path';
import { defineConfig } from 'prisma/config';

const here = import.meta.dirname;

// Prisma's native engine is a download that not every machine may make: ours answers for it.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(here, 'scripts', 'schema-engine.mjs');

export default defineConfig({
  schema: path.join(here, 'prisma', 'schema.prisma'),
  migrations: { path: path.join(here, 'prisma', 'migrations') },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
