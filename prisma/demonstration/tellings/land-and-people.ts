import type { Tellings } from './telling';

/** Categories 1 to 4. */
export const landAndPeople: Tellings = {
  'adopt-equity-statement': [
    {
      text: (p) =>
        `A working group of nine wrote the statement in five evenings at the ${p.school} library. Two drafts were read aloud at the food pantry and at the senior center, and most of the second paragraph comes from what was said there. The board adopted it without a vote against. It now stands on the first page of the budget book, and each department answers to it once a year.`,
      evidence: { title: 'Minutes: statement on equity adopted', kind: 'minutes', pin: 'page 2, item 6' },
    },
    {
      text: (p) =>
        `We started with a plain question: who in ${p.town} learns of a town decision only after it was made? Renters on ${p.street}, night-shift workers and families who speak Portuguese at home came up again and again. The statement names them. It was adopted in the spring and is read at the first meeting of every new commission.`,
      evidence: { title: 'Statement on equity, as adopted', kind: 'report', pin: 'whole document' },
    },
  ],
  'participate-in-equity-training': [
    {
      text: (p) =>
        `Department heads and all commission chairs of ${p.town} took a two-day course on race, power and local rules. Each brought one rule of their own to rewrite. The library dropped late fees for children; the parks office no longer asks for a driver’s license to book a field.`,
      evidence: { title: 'Sign-in sheet, equity course', kind: 'report', pin: 'pages 2 and 3' },
    },
    {
      text: (p) =>
        `${p.n + 11} people who decide things for ${p.town} attended the evening series. We opened it to the neighboring towns and to the school board, and we closed each evening with one change to try within a month.`,
      evidence: { title: 'Attendance, evening series on equity', kind: 'table', pin: 'rows 1 to 12' },
    },
  ],
  'sustainable-purchasing': [
    {
      text: (p) =>
        `The finance office of ${p.town} buys for every department, so one policy reaches everything. Paper has at least 30 percent recycled content, cleaning agents carry an independent label, and a vehicle order needs a written look at an electric one first. In the first year ${60 + p.n} of 100 orders met the policy; the quarterly table shows which did not and why.`,
      evidence: { title: 'Purchasing policy and first-year table', kind: 'table', pin: 'rows 1 to 12' },
    },
    {
      text: (p) =>
        `We had a policy that nobody could find. The new one fits on a page, hangs beside the order form on the shared drive, and names who says yes when the greener choice costs more. Janitors at ${p.school} chose the cleaning agents themselves after a month of trying four.`,
      evidence: { title: 'Purchasing policy, one page', kind: 'report', pin: 'page 2' },
    },
  ],
  'local-business-support': [
    {
      text: (p) =>
        `A store front office on ${p.street} opens two mornings a week. Owners bring a lease, a permit or a question, and leave with the name of one person who will call them back. ${30 + p.n} businesses came in the first year. Four of them now share a delivery van.`,
      evidence: { title: 'Visits to the business office, first year', kind: 'table', pin: 'rows 1 to 12' },
    },
    {
      text: (p) =>
        `When the road works on ${p.street} began we asked every shop what would hurt most. The answer was not parking but not knowing. A text message now goes out each evening with the next day’s closures, and the contractor’s foreman walks the street on Mondays. No shop closed during the works.`,
      evidence: { title: 'Report to the economic development commission', kind: 'report', pin: 'pages 2 and 3' },
    },
  ],
  'local-products': [
    {
      text: (p) =>
        `The list of what is made in ${p.town} began as a table at the harvest fair. It now holds ${20 + p.n} growers, bakers and workshops, is printed for the inn and the library, and is checked by telephone every spring.`,
      evidence: { title: 'Made here: the printed list', kind: 'report', pin: 'pages 2 and 3' },
    },
    {
      text: (p) =>
        `We put a shelf of local goods at ${p.green} during the market season and asked the makers to stand beside it in turn. Eleven of them met for the first time there and have ordered from each other since.`,
      evidence: { title: 'Market shelf, list of makers', kind: 'table', pin: 'rows 1 to 12' },
    },
  ],
  'watershed-education': [
    {
      text: (p) =>
        `Sixth graders of ${p.school} test the ${p.river} at three bridges each fall and spring and read the figures to the conservation commission themselves. Last year they found the storm drain that nobody had on a map. It is on the map now, and it is clean.`,
      evidence: { title: 'River readings by the sixth grade', kind: 'table', pin: 'rows 1 to 12' },
    },
    {
      text: (p) =>
        `Four signs along the ${p.river} trail say where rain on a roof in ${p.town} goes, hour by hour. The boat club leads a paddle each June and fills it within a day.`,
      evidence: { title: 'Trail signs, design and places', kind: 'picture', pin: 'whole picture' },
    },
  ],
  'open-space-plan': [
    {
      text: (p) =>
        `We walked the river parcels with the people who fish there. They knew which paths flood in March and which gate has been locked for nine years. Two of the five parcels in the plan come from those walks along the ${p.river}.`,
      evidence: { title: 'Open space plan', kind: 'report', pin: 'pages 2 and 3' },
    },
    {
      text: (p) =>
        `The plan ranks every open parcel of ${p.town} on one page: water first, then links between what is kept already, then access on foot from ${p.street}. The land trust and the town now bid with one voice; the first ${40 + p.n} acres closed in the fall.`,
      evidence: { title: 'Open space plan, ranked parcels', kind: 'report', pin: 'page 2' },
    },
  ],
  'pollinator-pathways': [
    {
      text: (p) =>
        `Seventy yards and three town lots along ${p.street} now form a path of native plants without a gap longer than a bee’s flight. The garden club grew the seedlings in the school’s cold frames; the highway crew mows the shoulders once, in November.`,
      evidence: { title: 'Map of the pathway', kind: 'picture', pin: 'whole picture' },
    },
    {
      text: (p) =>
        `${p.green} lost its lawn. In its place are ${p.n + 20} kinds of native plants, a sign for each, and a bench that is never empty at noon. Two churches and the fire house have copied it.`,
      evidence: { title: 'Planting plan and pictures', kind: 'report', pin: 'pages 2 and 3' },
    },
  ],
  'dark-skies': [
    {
      text: (p) =>
        `The lamps on ${p.street} are shielded, warm and dimmed after eleven. Before and after pictures from the hill show the difference better than we can tell it. The police asked for two brighter crossings, and they have them.`,
      evidence: { title: 'Street lamps before and after', kind: 'picture', pin: 'whole picture' },
    },
    {
      text: (p) =>
        `${p.town} wrote its lighting rule together with the people who sell lamps here. New buildings follow it; owners of old ones get half the cost of a shield. The amateur astronomers measure the sky for us on new-moon nights.`,
      evidence: { title: 'Sky readings on new-moon nights', kind: 'table', pin: 'rows 1 to 12' },
    },
  ],
  'low-impact-development': [
    {
      text: (p) =>
        `Rain from the roof of ${p.school} used to reach the ${p.river} in eleven minutes. Four rain gardens later it takes most of a day. The rule for new sites asks for the same, and the engineer’s checklist is one page long.`,
      evidence: { title: 'Rain gardens, as built', kind: 'report', pin: 'pages 2 and 3' },
    },
    {
      text: (p) =>
        `The lot behind the town hall was due for new asphalt. We used a surface that drains, and counted: no puddle in two winters, a third less salt. The drawings are free to any owner in ${p.town}.`,
      evidence: { title: 'Draining lot: drawings and salt use', kind: 'table', pin: 'rows 1 to 12' },
    },
  ],
  'urban-forests': [
    {
      text: (p) =>
        `Every street tree in ${p.town} has a number, a kind and a neighbor who waters it in its first two summers. ${100 + p.n * 4} were planted in three years, most on the streets with the least shade.`,
      evidence: { title: 'Street tree inventory', kind: 'table', pin: 'rows 1 to 12' },
    },
    {
      text: (p) =>
        `The tree warden and the power company walk ${p.street} together before anything is cut. Out of forty trees marked in the first walk, twenty-six still stand.`,
      evidence: { title: 'Minutes of the tree committee', kind: 'minutes', pin: 'page 2, item 6' },
    },
  ],
  'cultural-assets': [
    {
      text: (p) =>
        `The map of culture in ${p.town} has ${50 + p.n} entries, from the band shell at ${p.green} to a barn where a man of eighty builds fiddles. Each was visited by a student of ${p.school} who asked one question: what would you miss?`,
      evidence: { title: 'Map of cultural assets', kind: 'link' },
    },
    {
      text: (p) =>
        `We asked at the laundromat, the mosque and the volunteer fire house before we asked the arts council. A third of the places on the map of ${p.town} were new to us. It is printed in three languages and kept by the library.`,
      evidence: { title: 'Map of culture, printed edition', kind: 'report', pin: 'pages 2 and 3' },
    },
  ],
  'arts-support': [
    {
      text: (p) =>
        `Small grants of up to 500 dollars, decided within two weeks by five residents drawn by lot. ${10 + p.n} were given last year: a choir of newcomers, a mural at the underpass of ${p.street}, a theater evening in the fire house.`,
      evidence: { title: 'Small grants, list and reports', kind: 'table', pin: 'rows 1 to 12' },
    },
    {
      text: (p) =>
        `The empty shop on ${p.street} belongs to artists from January to April, free of rent, in return for open doors on Saturdays. The owner has found a tenant twice through it, and both times offered us the next empty one.`,
      evidence: { title: 'Agreement for the winter studio', kind: 'report', pin: 'page 2' },
    },
  ],
};
