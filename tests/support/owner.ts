import { PrismaClient } from '@/lib/db/generated/client';
import { OneAtATime } from '@/lib/db/one-at-a-time';

let client: PrismaClient | undefined;

/**
 * The owner's client, for fixtures and for looking past the portal: row-level security does not hold for it. The portal's
 * own code never gets it.
 */
export function prisma(): PrismaClient {
  client ??= new PrismaClient({
    adapter: new OneAtATime({
      connectionString: process.env.OWNER_DATABASE_URL,
      options: '-c TimeZone=UTC',
      max: 4,
    }),
  });
  return client;
}

/** Closes the owner's connections; `freshDatabase` does, after a file's last test. */
export async function disconnectOwner(): Promise<void> {
  await client?.$disconnect();
  client = undefined;
}
