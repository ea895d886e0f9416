import { Readable } from 'node:stream';
import { actorOf, publicActor } from '@/lib/auth';
import { disconnect } from '@/lib/db/client';
import { logUnexpected } from '@/lib/log';
import { takeFile } from '@/lib/services/evidence/take-file';

/* Uploads that go well, badly and unexpectedly badly, with the given word in every name, title and text: what is logged? */

const [person = '', town = '', word = ''] = process.argv.slice(2);
const contact = await actorOf(person);
const fields = { town, title: word, acknowledgedPeople: false, row: null, pinpoint: word };
const send = (actor = contact ?? publicActor, text = word, name = `${word}.txt`, more: object = {}) =>
  takeFile(actor, { ...fields, ...more }, name, Readable.from([Buffer.from(text)])).catch((error: unknown) =>
    logUnexpected(error),
  );

await send();
await send(publicActor);
await send(undefined, `${word}\0`);
await send(undefined, `Name,Phone\n${word} Ames,860-555-0101\n`, `${word}.csv`);
await send(undefined, `${word} infected`);
// No column takes this: the database refuses the row.
await send(undefined, `${word} again`, undefined, { title: `${word}\0` });
await disconnect();
