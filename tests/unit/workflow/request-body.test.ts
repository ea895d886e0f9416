import { expect, test } from 'vitest';
import { readJson } from '@/lib/request-body';

const put = (body: BodyInit) => new Request('http://localhost/', { method: 'PUT', body });

test('a body is read up to its limit and refused beyond, whatever it says its length is', async () => {
  expect(await readJson(put('{"a":"ü"}'), 100, 'Too much.')).toEqual({ a: 'ü' });
  const large = JSON.stringify({ a: 'x'.repeat(200) });
  await expect(readJson(put(large), 100, 'Too much.')).rejects.toMatchObject({ code: 'invalid', message: 'Too much.' });
});

test.each([['{"a":'], [''], [new Uint8Array([0x22, 0xff, 0x22])]])('what is no JSON is refused: %s', async (body) => {
  await expect(readJson(put(body), 100, 'Too much.')).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('Reload'),
  });
});
