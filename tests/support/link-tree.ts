import fs from 'node:fs';
import path from 'node:path';

/** Copies a folder by hard links where the file system has them, leaving out what the filter refuses. */
export function linkTree(from: string, to: string, wanted: (name: string, source: string) => boolean): void {
  fs.mkdirSync(to, { recursive: true });
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (!wanted(entry.name, source)) continue;
    if (entry.isDirectory()) linkTree(source, target, wanted);
    else if (entry.isSymbolicLink()) fs.symlinkSync(fs.readlinkSync(source), target);
    else
      try {
        fs.linkSync(source, target);
      } catch {
        fs.copyFileSync(source, target);
      }
  }
}
