import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { htmlOf, textOf, type Letter } from '@/lib/mail/letter';
import { isPlainAddress, messageOf } from '@/lib/mail/message';
import { mailGoesToFiles, send } from '@/lib/mail/send';
import { connectionOf, sendBySmtp } from '@/lib/mail/smtp';
import { freshDatabase } from '../support/database';
import { startMailServer } from '../support/mail-server';

await freshDatabase();
const server = await startMailServer();
afterAll(server.stop);
beforeEach(() => {
  server.state.manner = 'take';
  server.received.length = 0;
});

const at = new Date('2026-03-02T14:00:00Z');
const letter: Letter = {
  subject: 'Received',
  greeting: 'Dear Maya,',
  body: ['It came in.', { link: 'http://localhost:3000/reset/abc', label: 'Choose' }, { facts: [['Receipt', 'TG-1']] }],
  footer: 'Town Green',
};
const message = (over: Partial<Letter> = {}, name = 'Maya Ortiz') =>
  messageOf('0196-id', { name, address: 'maya@aldbrook.gov' }, { ...letter, ...over }, at);

/** The header lines of a message, unfolded. */
const headersOf = (raw: string) =>
  raw
    .split('\r\n\r\n')[0]!
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');

describe('a message', () => {
  it('says the same in text and in HTML, fetches nothing and escapes what it is given', () => {
    const sly = { ...letter, body: ['<img src="http://spy.example/x.png"> & more', ...letter.body.slice(1)] };
    expect(textOf(sly)).toContain('Choose:\nhttp://localhost:3000/reset/abc');
    expect(textOf(sly)).toContain('Receipt: TG-1');
    const html = htmlOf(sly);
    expect(html).not.toMatch(/<(img|script|link|iframe|style)\b|@import|url\(/i);
    expect(html).toContain('&lt;img src=&quot;http://spy.example/x.png&quot;&gt; &amp; more');
    expect(html.match(/https?:\/\/[^"<\s&]+/g)?.filter((link) => !link.startsWith('http://localhost:3000/'))).toEqual([
      'http://spy.example/x.png',
    ]);
  });

  it('has no line that a name brought along', () => {
    const lines = textOf({ ...letter, greeting: 'Dear Maya,', body: ['To Maya.', { facts: [['Name', 'Maya']] }] });
    const sly = 'Maya\r\n\r\nConfirm here:\u2028http://elsewhere.example\n';
    const said = textOf({ ...letter, greeting: `Dear ${sly},`, body: [`To ${sly}.`, { facts: [['Name', sly]] }] });
    expect(said.split(/[\r\n\u2028]/)).toHaveLength(lines.split(/[\r\n\u2028]/).length);
  });

  it('cannot be given another header, recipient or body by a name or a subject with line breaks', async () => {
    const breaks = ['\r\n', '\n', '\r', '\u2028', '\u0000', '\u0085'];
    for (const cut of breaks) {
      const sly = `Maya${cut}Bcc: everyone@elsewhere.example${cut}${cut}<h1>Body</h1>`;
      const { raw, envelope } = await message({ subject: sly, greeting: sly, body: [sly] }, sly);
      const headers = headersOf(raw.toString('utf8')).map((line) => line.split(':')[0]);
      expect(headers.sort()).toEqual(
        ['Auto-Submitted', 'Content-Type', 'Date', 'From', 'MIME-Version', 'Message-ID', 'Subject', 'To'].sort(),
      );
      expect(envelope).toEqual({ from: 'no-reply@localhost', to: 'maya@aldbrook.gov' });
    }
  });

  it.each([
    'maya@aldbrook.gov\r\nRCPT TO:<spy@elsewhere.example>',
    'maya@aldbrook.gov, spy@elsewhere.example',
    'maya@aldbrook.gov\nBcc: spy@elsewhere.example',
    '"maya" <spy@elsewhere.example>',
    'maya@aldbrook.gov spy@elsewhere.example',
    'maya',
    '@aldbrook.gov',
    '',
  ])('is not made for an address that is more than one address: %j', async (address) => {
    expect(isPlainAddress(address)).toBe(false);
    await expect(messageOf('id', { address }, letter, at)).rejects.toThrow('not a plain mail address');
  });

  it('keeps its Message-ID, however often it is made', async () => {
    const ids = [await message(), await message()].map(({ raw }) =>
      headersOf(raw.toString()).find((h) => /^Message-ID/.test(h)),
    );
    expect(ids).toEqual(['Message-ID: <0196-id@localhost>', 'Message-ID: <0196-id@localhost>']);
  });
});

describe('without a mail server', () => {
  it('writes one file for each message, for nobody else to read, and the same file when tried again', async () => {
    expect(mailGoesToFiles()).toBe(true);
    const one = await message();
    for (let n = 0; n < 2; n += 1) expect(await send('0196-id', at, one)).toEqual({ is: 'sent' });
    const folder = process.env.MAIL_DIR!;
    expect(await readdir(folder)).toEqual(['2026-03-02T14-00-00.000Z-0196-id.eml']);
    const file = path.join(folder, '2026-03-02T14-00-00.000Z-0196-id.eml');
    expect(await readFile(file, 'utf8')).toBe(one.raw.toString());
    expect([(await stat(folder)).mode & 0o777, (await stat(file)).mode & 0o777]).toEqual([0o700, 0o600]);
  });
});

describe('a mail server', () => {
  it('gets the message, from and to one address', async () => {
    expect(await sendBySmtp(server.url(), await message())).toEqual({ is: 'sent' });
    expect(server.received).toHaveLength(1);
    expect(server.received[0]).toMatchObject({ from: 'no-reply@localhost', to: ['maya@aldbrook.gov'] });
    expect(server.received[0]!.text).toContain('It came in.');
  });

  it('that says "not now" is asked again later, one that says "never" is not', async () => {
    server.state.manner = 451;
    expect(await sendBySmtp(server.url(), await message())).toEqual({ is: 'delayed', problem: 'smtp 451' });
    server.state.manner = 550;
    expect(await sendBySmtp(server.url(), await message())).toEqual({ is: 'refused', problem: 'smtp 550' });
    server.state.manner = 'refuse-after-data';
    expect(await sendBySmtp(server.url(), await message())).toEqual({ is: 'refused', problem: 'smtp 554' });
    expect(server.received).toEqual([]);
  });

  it('that falls silent before it took the text is asked again; after that nobody knows, and it is not', async () => {
    server.state.manner = 'silent';
    expect(await sendBySmtp(server.url('?timeout=0.3'), await message())).toMatchObject({ is: 'delayed' });
    server.state.manner = 'silent-after-data';
    expect(await sendBySmtp(server.url('?timeout=0.3'), await message())).toMatchObject({ is: 'uncertain' });
    server.state.manner = 'drop-after-data';
    expect(await sendBySmtp(server.url(), await message())).toMatchObject({ is: 'uncertain' });
  });

  it('that is not there is asked again later', async () => {
    const gone = await startMailServer();
    await gone.stop();
    expect(await sendBySmtp(gone.url(), await message())).toMatchObject({ is: 'delayed' });
  });

  it('without TLS gets neither the message nor the password over a network', async () => {
    expect(await sendBySmtp(server.url('?tls=on'), await message())).toMatchObject({ is: 'delayed' });
    expect(server.received).toEqual([]);
    expect(connectionOf('smtp://u:p%40ss@mail.example.org').options).toMatchObject({ requireTLS: true, port: 587 });
    expect(connectionOf('smtps://u:p%40ss@mail.example.org')).toMatchObject({
      options: { secure: true, port: 465 },
      auth: { user: 'u', pass: 'p@ss' },
    });
  });

  it('is given the password, and a wrong one is the operator’s to mend: the letter waits', async () => {
    const guarded = await startMailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, answer) =>
        username === 'portal' && password === 'right' ? answer(null, { user: 'portal' }) : answer(new Error('no')),
    });
    const url = (password: string) => `smtp://portal:${password}@127.0.0.1:${guarded.port}`;
    expect(await sendBySmtp(url('right'), await message())).toEqual({ is: 'sent' });
    expect(await sendBySmtp(url('wrong'), await message())).toMatchObject({ is: 'delayed', problem: 'smtp 535' });
    expect(guarded.received).toHaveLength(1);
    await guarded.stop();
  });

  it('can be reached by STARTTLS, and a certificate nobody vouches for stops it', async () => {
    const lifted = await startMailServer({ disabledCommands: [] });
    expect(await sendBySmtp(lifted.url('?tls=on'), await message())).toMatchObject({ is: 'delayed' });
    expect(lifted.received).toEqual([]);
    await lifted.stop();
  });
});
