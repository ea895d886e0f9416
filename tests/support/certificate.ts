import { generateKeyPairSync, sign } from 'node:crypto';

/** One value of a certificate: its tag, its length and what it holds. */
function der(tag: number, ...content: Buffer[]): Buffer {
  const held = Buffer.concat(content);
  const [high, low] = [held.length >> 8, held.length & 255];
  const length = high > 0 ? [0x82, high, low] : low > 127 ? [0x81, low] : [low];
  return Buffer.concat([Buffer.from([tag, ...length]), held]);
}
const sequence = (...content: Buffer[]) => der(0x30, ...content);
const name = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const text = (tag: number, value: string) => der(tag, Buffer.from(value));
const yes = der(0x01, Buffer.from([255]));

/** A certificate of this machine's own, for localhost and 127.0.0.1, with its key: vouched for by nobody but itself. */
export function selfSigned(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(name('2a8648ce3d040302'));
  const subject = sequence(der(0x31, sequence(name('550403'), text(0x0c, 'localhost'))));
  const names = sequence(text(0x82, 'localhost'), der(0x87, Buffer.from([127, 0, 0, 1])));
  const extensions = sequence(
    sequence(name('551d11'), der(0x04, names)),
    sequence(name('551d13'), yes, der(0x04, sequence(yes))),
  );
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    subject,
    sequence(text(0x18, '20200101000000Z'), text(0x18, '20991231235959Z')),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const lines = sequence(body, algorithm, signature).toString('base64').replace(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}
