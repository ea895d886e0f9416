import { readFile } from 'node:fs/promises';
import path from 'node:path';
import Papa from 'papaparse';
import { z } from 'zod';
import { systemActor } from '@/lib/auth';
import { db } from '@/lib/db/db';

const line = z.object({
  town: z.string().min(1),
  legacy_county: z.string().min(1),
  cog: z.string().min(1),
  geoid_2020: z.string().min(1),
});

/** A town's name as it stands in addresses. */
const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** Loads the 169 municipalities of Connecticut, with county and council of governments; those that are there stay as they are. */
export async function loadMunicipalities(): Promise<void> {
  const file = path.join(import.meta.dirname, 'data', 'municipalities.csv');
  const { data } = Papa.parse(await readFile(file, 'utf8'), { header: true, skipEmptyLines: true });
  const towns = z.array(line).length(169).parse(data);
  await db.as(systemActor, (tx) =>
    tx.town.createMany({
      data: towns.map((t) => ({
        slug: slugOf(t.town),
        name: t.town,
        county: t.legacy_county,
        council: t.cog,
        censusId: t.geoid_2020,
      })),
      skipDuplicates: true,
    }),
  );
}
