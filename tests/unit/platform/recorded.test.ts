import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Services that write and record nothing, each with the reason. */
const reasons: Record<string, string> = {
  'accounts/offer-second-factor.ts': 'a secret that counts only once it is confirmed, which records',
  'accounts/recovery-codes.ts': 'part of setting up, renewing and using them, which record',
  'applications/claims.ts': 'part of submitting and withdrawing, which record',
  'evidence/ask-for-check.ts': 'a link waits for its check; whoever asked recorded it',
  'evidence/sweep-storage.ts': 'files that belong to nothing, noted and let go',
  'certifications/award.ts': 'part of deciding and of settling a correction, which record',
  'certifications/write-letter.ts': 'part of deciding and of settling a correction, which record',
  'evidence/kept-pages.ts': 'what the link checker reads, and its being forgotten a year after the application ended',
  'mail/deliver-mail.ts': 'what became of a letter, not a change',
  'mail/forget-old-letters.ts': 'letters and links that are long over',
  'mail/mark-letters.ts': 'what somebody has read, which is their own matter',
  'mail/release-letters.ts': 'what becomes of letters after a restore, not a change',
  'mail/post-mail.ts': 'part of the changes that letters tell of, which record',
  'mail/write-digests.ts': 'letters, which tell of changes that recorded themselves',
  'people/accept-invitation.ts': 'giving the role of the invitation records',
  'people/invitation-token.ts': 'part of inviting and of sending an invitation again, which record',
  'people/keep-password.ts': 'part of choosing a password, which records',
  'people/request-reset.ts': 'nobody is known yet; choosing the new password records',
  'people/throttle.ts': 'tries at passwords, counted and forgotten',
  'reviews/close-clarification.ts': 'through noteClarification, as asking for one does',
  'reviews/submitted-steps.ts': 'part of submitting and of ruling, which record',
  'reviews/keep-ruling.ts': 'part of ruling, of appeals and of corrections, which record',
  'reviews/load-review.ts': 'the first ruling begins the review, and records itself',
  'presence/note-presence.ts': 'who has a form open just now, forgotten in a minute',
  'record/seal-record.ts': 'what became of sealing, not a change',
  'record/verify-record.ts': 'what became of verifying, not a change',
};
const writes =
  /\btx\.\w+\.(create|createMany|update|updateMany|upsert|delete|deleteMany)(AndReturn)?\(|\b(insert into|update|delete from) (?!of )[a-z_]+ /;

test('every service that writes records what it did, or says here why not', () => {
  const files = readdirSync('lib/services', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const silent = files.filter((file) => {
    const code = readFileSync(`lib/services/${file}`, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    return writes.test(code) && !code.includes('recordEvent(');
  });
  expect(silent.sort()).toEqual(Object.keys(reasons).sort());
});
