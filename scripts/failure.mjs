/** A failure a person can mend: its message is one sentence that says what to do. */
export class Failure extends Error {}

const byCode = {
  ENOSPC: 'The disk is full. Free some space, then try again.',
  EDQUOT: 'Your disk quota is used up. Free some space, then try again.',
  EROFS: 'This folder is on a read-only disk. Copy the project to a place you can write to.',
};

const noPermission = (where) => `No permission to write to ${where}. Run as the folder's owner, or change its owner.`;

/** Returns one sentence for `error`, whatever it is; never a stack. */
export function sentence(error) {
  if (error instanceof Failure) return error.message;
  if (byCode[error?.code]) return byCode[error.code];
  if (error?.code === 'EACCES' || error?.code === 'EPERM') {
    return noPermission(error.path ?? 'the project folder');
  }
  return tidy(error?.message ?? String(error));
}

/** Returns a clear sentence for text a program printed, when it names a well-known cause; else undefined. */
export function knownCause(text) {
  if (/ENOSPC|No space left on device/i.test(text)) return byCode.ENOSPC;
  if (/EDQUOT|Disk quota exceeded/i.test(text)) return byCode.EDQUOT;
  if (/EACCES|Permission denied/i.test(text)) return noPermission('the project folder');
  if (/EROFS|Read-only file system/i.test(text)) return byCode.EROFS;
  return undefined;
}

/** Returns the last line that says something, trimmed to a readable length. */
export function tidy(text) {
  const lines = text.split('\n').map((line) => line.trim());
  return (lines.filter(Boolean).at(-1) ?? 'The program gave no reason.').slice(0, 400);
}

/** Returns what went wrong with a program we ran, from what it printed: a known cause, its error's message, or its last line. */
export function programError(output) {
  const message = /^\s*(?:\w*(?:Error|Failure))(?: \[\w+\])?: (.+)$/m.exec(output)?.[1];
  return knownCause(output) ?? message?.slice(0, 400) ?? tidy(output);
}

/** Returns the end of what a program printed. */
export const lastLines = (text, count) => text.trim().split('\n').slice(-count).join('\n');
