import type { Place } from '../towns';

/** One application of the Equity Toolkit, as a town tells it. */
export type Toolkit = { engaged: string; reached: string; heard: string; changed: string; outcome: string };

/** Toolkit applications by the action they were applied to. */
export const toolkits: Record<string, (place: Place) => Toolkit> = {
  'open-space-plan': (p) => ({
    engaged: `Thirty-one residents, among them nine who fish the ${p.river} and six who rent on ${p.street}. Missing at first: people who work on Saturdays and anyone under twenty.`,
    reached: `We moved two of the four walks to weekday evenings, printed the notice in Spanish and Portuguese, and let the shop teacher of ${p.school} bring his class.`,
    heard: 'That the best land is the land one can reach without a car, and that a locked gate says more than a sign.',
    changed:
      'Two of the five parcels in the plan were not on the commission’s list. One gate is open again and the map shows footpaths before acres.',
    outcome:
      'The commission walks the parcels every spring now, with whoever comes. The next step is a bench and a tap at the lower landing.',
  }),
  'climate-vulnerability': (p) => ({
    engaged: `Home health aides, bus drivers and the residents of the ${p.street} apartments, with translation. People who live alone were the ones we missed for longest.`,
    reached: 'Visiting nurses carried a one-page form on their rounds for three weeks; the pharmacy put it into bags.',
    heard:
      'That heat is worse than water for most, that the cooling room closes before the evening, and that calls from unknown numbers are not answered.',
    changed:
      'The cooling room stays open until nine. Calls come from a neighbor whose number people have. Heat was moved before flood in the ranking.',
    outcome: `The call list of ${p.town} reached everyone on it in two heat waves. Next we ask the same people about winter.`,
  }),
  'affordable-housing-plan': (p) => ({
    engaged: `Renters, the town’s own plow drivers and cooks of ${p.school}, and four families who had moved away for the rent. Owners of two-family houses were missing until the last session.`,
    reached:
      'Meetings at shift change in the depot and the school kitchen; a telephone interview for those who had left.',
    heard:
      'That a second bedroom matters more than a second bathroom, and that nobody trusts a waiting list they cannot see.',
    changed:
      'The plan counts bedrooms. The waiting list is posted without names, by the month. Small owners may add a home without a hearing.',
    outcome: 'The first eleven homes follow the new count. In a year we ask the same families what became of it.',
  }),
  'complete-streets': (p) => ({
    engaged: `People who cross ${p.street} with a walker, a stroller or a white cane, and the crossing guards. Delivery drivers were missing and came to the second round.`,
    reached: 'We met at the crossing itself, on three mornings, with coffee and a stopwatch.',
    heard: 'Nine seconds are not enough. The ramp on the north side holds water. The button is on the wrong pole.',
    changed:
      'Sixteen seconds, a dry ramp and a button where a hand finds it. The policy asks for a morning at the place before any drawing is made.',
    outcome: 'Two more crossings were done the same way. The guards report each June.',
  }),
  'community-gardens': (p) => ({
    engaged: `Forty households around ${p.green}, half of them without a yard. Older residents who had gardened all their lives were missing until their grandchildren asked them.`,
    reached: 'Through the food pantry, the mosque and the two laundromats, by people who go there anyhow.',
    heard: 'Raised beds, water that one can reach, and no committee. And: plant what we cook.',
    changed:
      'Half the beds are waist high. Gardeners elect three of their own instead of a town committee. A third of the seed order is what people asked for.',
    outcome: 'The garden is full and has a waiting list kept by the gardeners. A second site is drawn.',
  }),
  'unit-based-pricing': (p) => ({
    engaged: `Families below the income line, home daycares, and caregivers with a great deal of waste and no choice about it. Landlords of ${p.street} were missing and came late.`,
    reached: 'At the pantry on Thursdays, and by a letter in the bag that every household got.',
    heard:
      'A dollar is not a dollar for everyone. Diapers are not waste by choice. No one wants to show a paper to get help.',
    changed: 'A free roll each quarter at the library, with no form. Caregivers get a second one on their word.',
    outcome: 'Trash fell in every part of town alike. The free rolls cost less than one truck trip a year.',
  }),
  'watershed-education': (p) => ({
    engaged: `Sixth graders and their families, with the families of the ${p.street} apartments who had never been to the ${p.river}.`,
    reached: 'The class wrote the invitation, in four languages, and the school bus drove the route twice.',
    heard: 'That the river was thought to be private. That nobody had said one may touch the water.',
    changed: 'The signs say “come down”. The readings are taken at the bridge one can reach on foot.',
    outcome: 'Attendance doubled with the second reading. The class hands the route on to the next one.',
  }),
};
