import { systemActor } from '@/lib/auth';
import { holdClock } from '@/lib/clock';
import { writeDigests } from '@/lib/services/mail/write-digests';
import { writeReminders } from '@/lib/services/mail/write-reminders';
import { rule, sendBack } from '@/prisma/demonstration/bench';
import { begins, morning } from './cast';
import { makeStory, tellStory, type World } from './world';

/*
 * What happens behind the browser's back, in a process of its own as it is another clock: the world is made, the bulk of
 * one town's rulings, and a morning comes. Each deed is done when its name arrives, and answered with what it tells.
 */

let world: World;

const deeds = {
  begin: async () => {
    world = await makeStory();
    return tellStory(world);
  },
  /** Whoever was given something of Candlewick rules on what is left of it, and sends it back. */
  candlewick: async () => {
    const { bids, people } = world;
    const at = new Date(begins);
    for (const key of ['ash', 'bo', 'una'])
      await rule(people[key]!.person, bids.candlewick, at, {
        remarks: { 'sustainable-purchasing/1': { outcome: 'revise', reason: 'Say which goods are bought so.' } },
      });
    await sendBack(people.ash!.person, bids.candlewick, at);
  },
  morning: async () => {
    holdClock(morning);
    await writeReminders(systemActor);
    await writeDigests(systemActor);
  },
};

process.on('message', (name: keyof typeof deeds) => {
  deeds[name]().then(
    (value) => process.send?.({ name, value }),
    (error: unknown) => process.send?.({ name, error: String(error instanceof Error ? error.stack : error) }),
  );
});
// Programs that follow their parent end when nothing else is to be done: this one waits to be told.
process.channel?.ref();
process.send?.({ name: 'ready' });
