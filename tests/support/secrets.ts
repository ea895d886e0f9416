import { Prisma } from '@/lib/db/generated/client';
import type { AccessWorld, Who } from './access-world';
import { prisma } from './owner';

type Column = { table_name: string; column_name: string };

/**
 * Columns, as table.column, whose values no answer may hold, whoever asks: secrets and what they are made from, and names in
 * the storage.
 */
export const secretColumns =
  /[.][^.]*(password|secret|token|recovery|storage_key)|(password|secret|token|recovery)[^.]*[.](hash|offered)$/;

async function values(table: string, column: string, where = Prisma.empty): Promise<string[]> {
  const [from, what] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${column}"`)];
  const rows = await prisma().$queryRaw<
    { value: string | null }[]
  >`select ${what}::text as value from ${from} ${where}`;
  return rows.flatMap(({ value }) => (value && value.length >= 8 ? [value] : []));
}

const columns = (matching: string) =>
  prisma().$queryRaw<Column[]>`
    select c.table_name, c.column_name from information_schema.columns c join information_schema.tables t using (table_name)
    where t.table_type = 'BASE TABLE' and c.table_schema = 'public' and c.table_name || '.' || c.column_name ~ ${matching}`;

/** Every secret the database holds now and the server was started with, found in the catalogue: new columns come along. */
async function secretsOf(): Promise<string[]> {
  const found = await Promise.all(
    (await columns(secretColumns.source)).map((column) => values(column.table_name, column.column_name)),
  );
  const sessions = await values('sessions', 'id');
  const database = new URL(process.env.DATABASE_URL!);
  return [...found.flat(), ...sessions, process.env.NEXTAUTH_SECRET!, database.password, process.env.STORAGE_DIR!];
}

/** The ids of every row of a town, its own included, and the addresses of those who belong to that town alone. */
async function marksOf(townId: string): Promise<string[]> {
  const tables = await columns('[.]town_id$');
  const found = await Promise.all(
    tables.map(async ({ table_name }) => {
      const keys = await prisma().$queryRaw<Column[]>`
        select table_name, column_name from information_schema.columns
        where table_schema = 'public' and table_name = ${table_name} and column_name = 'id'`;
      return keys.length > 0 ? values(table_name, 'id', Prisma.sql`where town_id = ${townId}::uuid`) : [];
    }),
  );
  const people = await prisma().user.findMany({
    where: { memberships: { some: { townId }, every: { townId } } },
    select: { email: true, id: true },
  });
  return [townId, ...found.flat(), ...people.flatMap(({ email, id }) => [email!.address, id])];
}

export type Leaks = (text: string, who: Who, asked: string) => string[];

/**
 * What tells what an answer holds that its reader must not learn: secrets, whoever reads; ids and addresses of a town they
 * have no part in. What was `asked` with may come back.
 */
export async function leaksOf({ world }: AccessWorld): Promise<Leaks> {
  const [secrets, aldbrook, harrow] = [
    await secretsOf(),
    await marksOf(world.aldbrook.id),
    await marksOf(world.harrow.id),
  ];
  return (text, who, asked) => {
    const kept: Record<string, string[]> = { secret: secrets };
    if (!['other town', 'helper', 'coordinator'].includes(who)) kept['the other town'] = harrow;
    if (['anonymous', 'other town', 'unassigned', 'disabled', 'ended', 'half way'].includes(who))
      kept['the town'] = aldbrook;
    return Object.entries(kept).flatMap(([whose, marks]) =>
      marks.filter((mark) => text.includes(mark) && !asked.includes(mark)).map((mark) => `${whose}: ${mark}`),
    );
  };
}
