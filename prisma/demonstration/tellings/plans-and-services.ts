import type { Tellings } from './telling';

/** Categories 5 to 12. */
export const plansAndServices: Tellings = {
  'pocd-sustainability': [
    {
      text: (p) =>
        `The new plan of conservation and development of ${p.town} has no chapter on sustainability, because every chapter had to answer the same three questions: what does it do to the ${p.river}, who can afford it, and what does it leave in thirty years. The commission reports on the answers each June.`,
      evidence: { title: 'Plan of conservation and development', kind: 'report', pin: 'pages 2 and 3' },
    },
    {
      text: (p) =>
        `Three hundred people marked up a map of ${p.town} at the county fair, the school concert and the transfer station. The plan moves growth to ${p.street}, keeps the ridge open, and lists who does what by when. A table on the town’s page says what is late.`,
      evidence: { title: 'Plan: table of tasks and dates', kind: 'table', pin: 'rows 1 to 12' },
    },
  ],
  'climate-vulnerability': [
    {
      text: (p) =>
        `We asked the road crew, the visiting nurses and the school bus drivers where things go wrong in a storm. Their dots on the map fell on eleven places; the engineer’s model of the ${p.river} had found seven of them. The assessment ranks all eleven, with a first step and a cost for each.`,
      evidence: { title: 'Assessment of climate vulnerability', kind: 'report', pin: 'pages 2 and 3' },
    },
    {
      text: (p) =>
        `Heat, not flood, came out first: ${p.n + 31} households in ${p.town} are over seventy, alone, and without a cool room. The assessment led to a call list for hot days and to shade at the bus stops before it led to any concrete.`,
      evidence: { title: 'Heat and flood: assessment', kind: 'report', pin: 'pages 2 and 3' },
    },
  ],
  'solar-permitting': [
    {
      text: (p) =>
        `A permit for panels on a roof in ${p.town} took five weeks and three visits. It takes four days and none now: one form, one fee, one inspection with a fixed hour. ${40 + p.n * 2} permits were given in the first year.`,
      evidence: { title: 'Solar permits before and after', kind: 'table', pin: 'rows 1 to 12' },
    },
    {
      text: (p) =>
        `The building official wrote the checklist with two installers who had given up on us. It says what the drawing must show, and it promises an answer within three working days. The promise was kept ${80 + p.n} times out of a hundred.`,
      evidence: { title: 'Checklist for small solar installations', kind: 'report', pin: 'page 2' },
    },
  ],
  'historic-resources': [
    {
      text: (p) =>
        `Volunteers photographed every building in ${p.town} from before 1930, ${300 + p.n * 9} in all, and read the deeds of the sixty at risk. The mill houses on ${p.street} turned out to be older than the church.`,
      evidence: { title: 'Inventory of historic resources', kind: 'table', pin: 'rows 1 to 12' },
    },
    {
      text: (p) =>
        `The inventory now includes what is not grand: the ferry steps, the dance hall, the last row of workers’ cottages in ${p.town}. Owners get a letter that says what it means and, above all, what it does not.`,
      evidence: { title: 'Inventory and letter to owners', kind: 'report', pin: 'pages 2 and 3' },
    },
  ],
  'complete-streets': [
    {
      text: (p) =>
        `${p.street} was measured by the people who cross it: with a walker, with a stroller, in the dark. The policy that came of it binds every project of the town, and the first one narrowed the crossing at ${p.school} by eleven feet.`,
      evidence: { title: 'Complete streets policy and first project', kind: 'report', pin: 'pages 2 and 3' },
    },
    {
      text: (p) =>
        `Whenever a street in ${p.town} is dug up for a pipe, it goes back with a place to walk. The policy is a page long; the table lists ${p.n + 5} streets done so and two exceptions with their reasons.`,
      evidence: { title: 'Streets done and exceptions', kind: 'table', pin: 'rows 1 to 12' },
    },
  ],
  'public-transit': [
    {
      text: (p) =>
        `The bus stopped at the edge of town because it always had. We rode it for a week, counted, and asked for a loop through ${p.street}. Riders are up by a third, and the stop at ${p.green} has a roof built by the vocational school.`,
      evidence: { title: 'Riders before and after the loop', kind: 'table', pin: 'rows 1 to 12' },
    },
    {
      text: (p) =>
        `New residents of ${p.town} find a month’s bus pass and a one-page map in their welcome letter. Of ${60 + p.n} passes used last year, twenty-two were renewed by their holders.`,
      evidence: { title: 'Welcome letter and pass count', kind: 'report', pin: 'page 2' },
    },
  ],
  'municipal-fleets': [
    {
      text: (p) =>
        `Eleven of the town’s cars moved less than a mile a day. We sold six, share the rest through a key cabinet at the town hall, and bought two electric ones with the money. Fuel is down by ${15 + p.n} percent.`,
      evidence: { title: 'Fleet: miles, fuel and sales', kind: 'table', pin: 'rows 1 to 12' },
    },
    {
      text: (p) =>
        `Trucks of ${p.town} no longer idle outside the depot: drivers set the rule themselves, after a morning with a meter on the tailpipe. The table shows fuel per mile for three winters.`,
      evidence: { title: 'Fuel per mile, three winters', kind: 'table', pin: 'rows 1 to 12' },
    },
  ],
  'energy-benchmarking': [
    {
      text: (p) =>
        `Every building of ${p.town} has been in the benchmark for three years, down to the pump house. The first look showed that ${p.school} heated its gymnasium all summer. Use has fallen by ${9 + p.n} percent since, and the figures hang in each lobby.`,
      evidence: { title: 'Energy use of town buildings', kind: 'table', pin: 'rows 1 to 12' },
    },
    {
      text: (p) =>
        `The custodian who saves the most per square foot gets a day off, and the board reads the ranking aloud in January. ${p.n + 8} buildings are tracked by the month.`,
      evidence: { title: 'Benchmark report to the board', kind: 'report', pin: 'pages 2 and 3' },
    },
  ],
  'c-pace': [
    {
      text: (p) =>
        `${p.town} joined C-PACE by resolution, then found that no owner on ${p.street} had heard of it. Two breakfasts at the diner later there were three applications, and the old bakery now has a new roof with panels on it.`,
      evidence: { title: 'Minutes: resolution on C-PACE', kind: 'minutes', pin: 'page 2, item 6' },
    },
    {
      text: (p) =>
        `The assessor encloses a half page on C-PACE with each commercial bill in ${p.town}. Two projects closed in the last year; both owners let us print what they pay and what they save.`,
      evidence: { title: 'Half page on C-PACE and two projects', kind: 'report', pin: 'page 2' },
    },
  ],
  'municipal-collaboration': [
    {
      text: (p) =>
        `Four towns of the valley share one stump grinder, one chipper and one calendar. It began with a broken machine in ${p.town} and a neighbor’s offer. The agreement is two pages; the savings are in the table.`,
      evidence: { title: 'Agreement on shared machines', kind: 'report', pin: 'pages 2 and 3' },
    },
    {
      text: (p) =>
        `${p.town} and two neighbors hire one energy coach together, a third of a salary each. She sits in each town hall one day a week and knows by now which boiler is whose.`,
      evidence: { title: 'Agreement of three towns, energy coach', kind: 'report', pin: 'page 2' },
    },
  ],
  'train-municipal-representatives': [
    {
      text: (p) =>
        `New commissioners of ${p.town} get an evening on the rules, an hour beside an old hand, and a telephone number. Of ${p.n + 12} appointed in two years, all but one are still serving.`,
      evidence: { title: 'Program and sign-in sheets for new commissioners', kind: 'report', pin: 'pages 2 and 3' },
    },
    {
      text: (p) =>
        `Zoning, wetlands and conservation of ${p.town} train together once a year, on a bus, at the places they ruled on. The list of what they would decide otherwise today is the best page of the report.`,
      evidence: { title: 'Commissioners’ tour: report', kind: 'report', pin: 'page 2' },
    },
  ],
  'unit-based-pricing': [
    {
      text: (p) =>
        `Households of ${p.town} have paid by the bag for more than a year. Trash fell by ${30 + p.n} percent. The first budget vote failed; the second passed after we put the bag price and the tax saving on one page.`,
      evidence: { title: 'First-year tonnage', kind: 'table', pin: 'rows 1 to 12' },
    },
    {
      text: (p) =>
        `The small bag costs a dollar, the large one two, and families below the income line get a roll free each quarter at the library, with no form to sign. Tonnage in ${p.town} is down by a third and the free rolls cost less than one truck trip.`,
      evidence: { title: 'Tonnage and cost of free bags', kind: 'table', pin: 'rows 1 to 12' },
    },
  ],
  'community-gardens': [
    {
      text: (p) =>
        `${p.n + 30} beds behind ${p.school}, half of them waist high so that nobody has to kneel. A third of the harvest goes to the pantry by the gardeners’ own rule. The waiting list is longer than the garden; a second one is drawn.`,
      evidence: { title: 'Garden: beds, harvest and waiting list', kind: 'table', pin: 'rows 1 to 12' },
    },
    {
      text: (p) =>
        `The lot on ${p.street} was gravel for forty years. The town tested the soil, built the beds and then stepped back: the gardeners elect three of their own, who keep the water key and the peace.`,
      evidence: { title: 'Garden on the gravel lot', kind: 'picture', pin: 'whole picture' },
    },
  ],
  'public-air-quality': [
    {
      text: (p) =>
        `Buses and parents’ cars no longer idle in front of ${p.school}. Two sensors, read by the science class, showed why it mattered; the figures before and after are in the table.`,
      evidence: { title: 'Air at the school door, before and after', kind: 'table', pin: 'rows 1 to 12' },
    },
    {
      text: (p) =>
        `${p.green} and the ball fields are free of smoke since the spring, leaf blowers there run on batteries, and the senior center opens its filtered hall on bad-air days. ${20 + p.n} people used it last July.`,
      evidence: { title: 'Bad-air days: what the town does', kind: 'report', pin: 'page 2' },
    },
  ],
  'affordable-housing-plan': [
    {
      text: (p) =>
        `Nurses, cooks and the town’s own plow drivers told the commission where they live and why it is not here. The plan for ${p.town} opens the mill parcels to homes above shops and sets a yearly count. ${p.n + 10} homes have their permits.`,
      evidence: { title: 'Affordable housing plan', kind: 'report', pin: 'pages 2 and 3' },
    },
    {
      text: (p) =>
        `A second home on a lot is allowed in all of ${p.town} now, with three drawings the town gives away. ${p.n + 4} were built in the first two years, most for a parent or a grown child.`,
      evidence: { title: 'Second homes: drawings and count', kind: 'report', pin: 'pages 2 and 3' },
    },
  ],
  'share-homelessness-data': [
    {
      text: (p) =>
        `${p.town} takes part in the winter count, and it counts its own side too: how often the library, the police and the school met somebody without a home, by month, with no names. The network gets the figures each quarter.`,
      evidence: { title: 'Encounters by month, without names', kind: 'table', pin: 'rows 1 to 12' },
    },
    {
      text: (p) =>
        `The figures of the network hang in ${p.town}’s town hall beside the unemployment rate. Two volunteers read them at the January meeting, and the board asks one question a year of those who gave them.`,
      evidence: { title: 'Minutes: figures on homelessness', kind: 'minutes', pin: 'page 2, item 6' },
    },
  ],
  'provide-homelessness-resources': [
    {
      text: (p) =>
        `On nights below freezing the fire house of ${p.town} keeps a room open, with a driver to the shelter and breakfast by the two churches. ${p.n + 14} nights last winter, forty guests, no complaint.`,
      evidence: { title: 'Cold nights: report to the board', kind: 'report', pin: 'pages 2 and 3' },
    },
    {
      text: (p) =>
        `A locker, a shower and an address for mail: three small things that ${p.town} offers at the community center since last year. The report says what they cost and what was asked for next.`,
      evidence: { title: 'Lockers, showers and mail: first year', kind: 'report', pin: 'page 2' },
    },
  ],
};
