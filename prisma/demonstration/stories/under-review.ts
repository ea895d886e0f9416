import { addMinutes } from 'date-fns';
import { holdClock } from '@/lib/clock';
import { proposeCorrection } from '@/lib/services/certifications/propose-correction';
import { citeEvidence } from '@/lib/services/evidence/cite-evidence';
import type { Person } from '@/lib/access/actor';
import { assign, assignByRule, finish, readAgain, rule, sendBack, settleLevel } from '../bench';
import { bronze } from '../bronze';
import { monthsBefore, workday, type Calendar } from '../calendar';
import { answerPoint, evidenceOf, fillIn, start, submit, type Bid, write } from '../hand';
import { equityTraining, type Attendance, type Liaison } from '../homelessness';
import type { Stage } from '../settle';
import { talk } from '../talk';
import { towns, type TownKey } from '../towns';
import type { Work } from '../work';

type Before = (months: number, days?: number) => string;
type Filed = {
  town: TownKey;
  who: Person;
  liaison: Liaison;
  begun: Date;
  submitted: Date;
  /** More rows of the log of trainings, and more actions. */
  attended?: (before: Before) => Attendance[];
  more?: (before: Before) => Work[];
  /** What is still done before it is submitted. */
  last?: (bid: Bid) => Promise<void>;
};

/** A whole application, from its start to its submission. */
export async function file({ towns: placed, cycles }: Stage, filed: Filed): Promise<Bid> {
  const { town, who, liaison, begun, submitted, attended, more, last } = filed;
  const bid = await start(who, placed[town].id, cycles.present, 'bronze', begun);
  const before: Before = (months, days) => monthsBefore(submitted, months, days);
  const works = bronze(towns[town], { liaison, before, at: submitted, attended: attended?.(before) });
  await fillIn(who, bid, [...works, ...(more?.(before) ?? [])], addMinutes(begun, 40));
  await last?.(bid);
  await submit(who, bid, submitted);
  return bid;
}

export const liaisonOf = (town: TownKey, name: string, title: string): Liaison => ({
  name,
  title,
  contact: `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@${towns[town].slug.replaceAll('-', '')}.example`,
});

/** Stoneferry: submitted two days ago, and nobody assigned yet. */
export async function tellStoneferry({ now }: Calendar, stage: Stage): Promise<void> {
  await file(stage, {
    town: 'stoneferry',
    who: stage.actors.omar,
    liaison: liaisonOf('stoneferry', 'Adele Fontaine', 'Human services director'),
    begun: workday(now, 75, 9),
    submitted: workday(now, 2, 15, 40),
  });
}

/** What Wrenfield's liaison learned: one training from before the window, and one that 1.2 counts again by a slip. */
const bela = liaisonOf('wrenfield', 'Bela Sorensen', 'Community services officer');
const learned = (training: string, provider: string, start: string): Attendance => ({
  attendee: bela.name,
  role: 'liaison',
  contact: bela.contact,
  training,
  topic: ['housing-first'],
  provider,
  start,
  end: start,
});

/** Wrenfield: assigned by topic, and one of its reviewers has begun and asks. */
export async function tellWrenfield({ now }: Calendar, stage: Stage): Promise<void> {
  const { greta, ruth, jo, tove } = stage.actors;
  const bid = await file(stage, {
    town: 'wrenfield',
    who: greta,
    liaison: bela,
    begun: workday(now, 110, 9),
    submitted: workday(now, 15, 11, 5),
    attended: (before) => [learned('Winter Shelter, a First Course', 'Quinnipiac Housing Forum', before(62))],
    more: (before) => [
      equityTraining(towns.wrenfield, before(8), [
        learned('Who Speaks at Town Meeting', 'Valley Equity Network', before(8)),
        learned('Race, Place and Homelesness', 'Quinnipiac Housing Forum', before(13, 1)),
      ]),
    ],
  });
  await assignByRule(ruth, bid, workday(now, 13, 9));
  await rule(jo, bid, workday(now, 6, 9), { most: 1 });
  await talk(bid, {
    action: 'municipal-workforce-homelessness',
    step: '1b',
    said: [
      [
        jo,
        workday(now, 6, 10, 5),
        'Row 4 is from before the window. Is it meant to count, or is it there for the record?',
      ],
      [greta, workday(now, 5, 16, 30), 'For the record. We are glad to take it out in the next round.'],
    ],
  });
  await talk(bid, {
    action: 'participate-in-equity-training',
    step: '1',
    internal: true,
    said: [
      [
        jo,
        workday(now, 6, 10, 20),
        'The second evening looks like the training of step 1b, a day later and with a slip in its name. Does the town choose where it counts?',
      ],
      [
        ruth,
        workday(now, 5, 9, 15),
        'Yes, the town chooses. Return this one and ask; the certificate in 12 has the right day.',
      ],
      [
        tove,
        workday(now, 4, 12, 40),
        'I met the same slip last year in another town. The form of the provider has it.',
      ],
    ],
  });
}

/** Quillford: reviewed; a coordinator decides next. */
export async function tellQuillford({ now, rounds }: Calendar, stage: Stage): Promise<void> {
  const { paul, ruth, jo } = stage.actors;
  const bid = await file(stage, {
    town: 'quillford',
    who: paul,
    liaison: liaisonOf('quillford', 'Mirela Stan', 'Director of social services'),
    begun: workday(rounds[0], 90, 9),
    submitted: workday(rounds[0], 3, 14, 25),
  });
  await assign(ruth, bid, [{ reviewer: jo }], workday(now, 54, 9, 30));
  await rule(jo, bid, workday(now, 10, 9), {
    remarks: {
      'train-municipal-representatives/1': {
        outcome: 'approved',
        points: 15,
        reason:
          'The tour is shown; the evening for new commissioners is announced but not yet held. Fifteen points for what was done.',
      },
    },
  });
  await finish(jo, bid, workday(now, 4, 16));
}

/** Tamarack: certified Bronze in this cycle; a correction waits for a second coordinator. */
export async function tellTamarack({ now, rounds }: Calendar, stage: Stage): Promise<void> {
  const { rosa, ruth, miriam, jo, samir } = stage.actors;
  const bid = await file(stage, {
    town: 'tamarack',
    who: rosa,
    liaison: liaisonOf('tamarack', 'Ewa Kowalczyk', 'Municipal agent'),
    begun: workday(rounds[0], 100, 9),
    submitted: workday(rounds[0], 8, 13, 10),
  });
  await assign(ruth, bid, [{ reviewer: samir }, { reviewer: jo, categories: [1, 12] }], workday(now, 56, 10));
  await rule(samir, bid, workday(now, 38, 9));
  await finish(samir, bid, workday(now, 30, 15));
  await settleLevel(ruth, bid, 'bronze', workday(now, 21, 11));
  holdClock(workday(now, 1, 15, 30));
  await proposeCorrection(miriam, {
    application: bid.application,
    to: 'none',
    reason:
      'Tamarack told us on its own that the vote on its housing plan was the first reading, and that the second is in spring. Without the plan no action in category 11 is done yet.',
  });
}

/** Marrow Bridge: returned once, mended, and submitted again; a second reader sees one step otherwise. */
export async function tellMarrowBridge({ now, rounds }: Calendar, stage: Stage): Promise<void> {
  const { hugh, ruth, samir, jo, tove } = stage.actors;
  const bid = await file(stage, {
    town: 'marrowBridge',
    who: hugh,
    liaison: liaisonOf('marrowBridge', 'Della Grant', 'Social worker'),
    begun: workday(rounds[0], 80, 9),
    submitted: workday(rounds[0], 1, 16, 45),
    // One paper for two actions: the bill for the water of the garden.
    last: async (of) => {
      const bill = await evidenceOf(hugh, of, 'community-gardens');
      const submission = of.submissions['pollinator-pathways']!.id;
      await citeEvidence(hugh, {
        submission,
        step: '1',
        slot: 'support',
        row: null,
        evidence: bill,
        pinpoint: 'rows 1 to 12',
      });
    },
  });
  await assign(ruth, bid, [{ reviewer: samir }, { reviewer: jo, categories: [12] }], workday(now, 52, 9));
  await rule(samir, bid, workday(now, 44, 9), {
    remarks: {
      'affordable-housing-plan/1': {
        outcome: 'revise',
        reason:
          'The plan is from before the window in its first version. Say which parts were adopted since, and attach that vote.',
      },
      'community-gardens/1': {
        outcome: 'not-approved',
        reason:
          'The garden stands on private land and the town has no part in it yet. An agreement would change that in a later year.',
      },
    },
  });
  await sendBack(samir, bid, workday(now, 36, 15));
  const again = workday(now, 7, 17, 5);
  holdClock(again);
  await write(hugh, bid, 'affordable-housing-plan', {
    '1.narrative':
      'The second part of the plan, with the parcels and the yearly count, was adopted sixteen months ago; the vote is attached. The first part is older and is not claimed. The yearly count is posted and was met in its first year.',
  });
  await answerPoint(hugh, bid, {
    action: 'affordable-housing-plan',
    step: '1',
    text: 'We claim the second part only, and say when it was adopted; the vote is attached.',
    place: 'What did the town do?',
  });
  await submit(hugh, bid, addMinutes(again, 25));
  await talk(bid, {
    action: 'affordable-housing-plan',
    step: '1',
    said: [
      [samir, workday(now, 6, 9, 30), 'Two votes are named. Which of them is on the page you attached?'],
      [hugh, workday(now, 5, 8, 50), 'The second one, sixteen months ago; it is item 6 on page 2.'],
    ],
    settled: [samir, workday(now, 5, 11, 25)],
  });
  await readAgain(ruth, tove, bid, workday(now, 4, 11, 20), {
    action: 'community-gardens',
    step: '1',
    outcome: 'approved',
    points: 10,
    reason:
      'The town mows the paths and supplies the water, as the bill in the evidence shows. That is a part in it, if a small one.',
  });
}
