import { symbols } from 'pino';
import { describe, expect, test, vi } from 'vitest';
import { Prisma } from '@/lib/db/generated/client';
import { log, plainError, scrub } from '@/lib/log';

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

test('a line is one of JSON with an instant in UTC, and without what stands under personal keys', () => {
  const { [symbols.streamSym]: stream } = log as unknown as Record<symbol, { write: (line: string) => void }>;
  const written = vi.spyOn(stream!, 'write').mockReturnValue();
  log.level = 'info';
  const [email, name, answers, token] = canaries;
  log.info({ email, person: { name, answers }, token, town: 'a\nb' }, 'two\nlines');
  log.level = 'silent';
  const [[line = ''] = []] = written.mock.calls;
  expect(line.trimEnd().split('\n')).toHaveLength(1);
  const { time, ...rest } = JSON.parse(line) as Record<string, unknown>;
  expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  const hidden = '[private]';
  expect(rest).toEqual({
    level: 30,
    email: hidden,
    person: { name: hidden, answers: hidden },
    token: hidden,
    town: 'a\nb',
    msg: 'two\nlines',
  });
});
