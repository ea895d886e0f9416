import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const brotli = promisify(zlib.brotliCompress);

/** What a browser reads as text; fonts and pictures are packed already. */
const packable = /\.(css|js|json|map|mjs|svg|txt)$/;

/**
 * Packs the files that a build made for browsers, each as small as brotli can, under the same name in the folder `br`
 * beside them, which lib/observe/packed-files.ts looks into. The folder appears when all of it is written: a build that
 * was broken off has none, and no half of a file.
 */
export async function packFiles(build) {
  const from = path.join(build, 'static');
  const [half, whole] = [path.join(build, 'packing'), path.join(from, 'br')];
  for (const folder of [half, whole]) await fs.rm(folder, { recursive: true, force: true });
  const names = (await fs.readdir(from, { recursive: true })).filter((name) => packable.test(name));
  const pack = async (name) => {
    const file = path.join(half, name);
    await fs.mkdir(path.dirname(file), { recursive: true });
    // Its own defaults are the best quality and the largest window.
    await fs.writeFile(file, await brotli(await fs.readFile(path.join(from, name))));
  };
  await Promise.all(names.map(pack));
  await fs.rename(half, whole);
}
