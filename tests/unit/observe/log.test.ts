import { describe, expect, test } from 'vitest';
import { Prisma } from '@/lib/db/generated/client';
import { plainError, scrub } from '@/lib/log';

const canaries = ['ada.quill@aldbrook.example', 'Ada Quill', 'What the town did', 'tok_9f3a1c77b2e04d5e8a6b'];

describe('what is logged of an error', () => {
  test.each([
    [`duplicate key value violates unique constraint "users_email_key": Key (email)=(${canaries[0]}) already exists.`],
    [`Failing row contains (1, ${canaries[1]}, ${canaries[2]}).`],
    [`invalid input syntax for type uuid: "${canaries[2]}"`],
    [`Unexpected token 'W', "${canaries[2]}..." is not valid JSON`],
    [`no mailbox <${canaries[0]}> here`],
    [`link ${canaries[3]} was used`],
    ['Argument `name`: got `' + canaries[1] + '`'],
    [`could not read “${canaries[2]}”`],
  ])('%s', (message) => {
    const said = JSON.stringify(plainError(new Error(message, { cause: new Error(message) })));
    for (const canary of canaries) expect(said).not.toContain(canary);
  });

  test('says enough to find it: kind, code, where', () => {
    const error = new Prisma.PrismaClientKnownRequestError('Unique constraint failed', {
      code: 'P2002',
      clientVersion: '7',
    });
    expect(plainError(error)).toMatchObject({ type: 'PrismaClientKnownRequestError', code: 'P2002' });
    expect((plainError(error).at as string[])[0]).toMatch(/^at .*log\.test/);
  });

  test('ids and plain words stay', () => {
    expect(scrub('submission 0190a7c4-9b1e-7cc1-8d3c-2f1d5a6b7c8d timed out after 15000 ms')).toBe(
      'submission 0190a7c4-9b1e-7cc1-8d3c-2f1d5a6b7c8d timed out after 15000 ms',
    );
  });
});
