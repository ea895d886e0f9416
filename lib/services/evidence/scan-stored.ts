import type { ScanState } from '@/lib/db/generated/client';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { read } from '@/lib/storage/files';
import { scanBytes } from '@/lib/storage/scanner';

/** What the scanner says of stored bytes; not scanned where none is set up. Throws when the bytes are gone. */
export async function scanStored(key: string): Promise<ScanState> {
  const address = env().CLAMD_URL;
  if (!address) return 'not_scanned';
  const scan = await scanBytes(address, await read(key));
  if (scan.state === 'infected') log.warn({ found: scan.found }, 'the scanner found something in a file');
  if (scan.state === 'failed') log.error({ why: scan.why }, 'the scanner could not look at a file');
  return scan.state;
}
