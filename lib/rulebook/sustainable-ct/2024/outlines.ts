import type { Action } from '@/lib/rulebook/schema';
import { trainingLog } from './training-log';

const clause = 'The portal’s own outline';
/** The portal's own cap: the program's points for these actions are not known here. */
const most = 50;

type Outline = { id: string; number: string | null; category: number; title: string; log: boolean };

const outline = ({ id, number, category, title, log }: Outline): Action => ({
  id,
  number,
  category,
  title,
  kind: 'outline',
  summary: log
    ? 'Only the name of this action is known here. Tell what you did, log the trainings and claim points; a reviewer sets them.'
    : 'Only the name of this action is known here. Tell what you did, attach what shows it and claim points; a reviewer sets them.',
  whatToDo: [{ clause, text: 'Do what the program’s own write-up of this action asks for.' }],
  whatToSubmit: [
    { clause, text: 'A narrative, a completion date, at least one piece of evidence and the points you claim.' },
  ],
  partnersShareCredit: null,
  max: most,
  steps: [
    {
      key: '1',
      title: 'What you did',
      clause,
      asks: 'Tell what was done, attach what shows it, and claim the points the program’s write-up gives. A reviewer sets them.',
      actionType: log ? 'Events, meetings, trainings' : 'As in the program’s write-up',
      credit: ['new', 'rolling'],
      dated: 'step',
      fields: [
        {
          key: 'narrative',
          kind: 'long-text',
          label: 'What did the town do?',
          privacy: 'public',
          own: true,
          max: 6000,
        },
        ...(log ? [trainingLog('any')] : []),
        {
          key: 'points',
          kind: 'number',
          label: 'Points claimed',
          hint: `A multiple of 5, at most ${most}. The cap is the portal’s own; a reviewer sets the points.`,
          unit: 'points',
          privacy: 'public',
          own: true,
          min: 5,
          max: most,
          multipleOf: 5,
        },
      ],
      evidence: [
        { key: 'support', label: 'Evidence', hint: 'At least one file or link that shows the work.', own: true },
      ],
      requires: [
        {
          key: 'narrative',
          strength: 'must',
          title: 'The work is described',
          mend: 'Tell what the town did.',
          clause,
          own: true,
          test: { kind: 'answered', fields: ['narrative'] },
        },
        {
          key: 'points',
          strength: 'must',
          title: 'Points are claimed',
          mend: 'Enter the points you claim.',
          clause,
          own: true,
          test: { kind: 'answered', fields: ['points'] },
        },
        {
          key: 'evidence',
          strength: 'must',
          title: 'At least one piece of evidence is attached',
          mend: 'Attach a file or link that shows the work.',
          clause,
          own: true,
          test: { kind: 'evidence', slot: 'support', min: 1 },
        },
      ],
      points: { kind: 'claimed', field: 'points', most, multipleOf: 5, clause },
    },
  ],
});

type Named = [id: string, number: string | null, title: string, log?: 'log'];

const names: Record<number, Named[]> = {
  1: [
    ['participate-in-equity-training', '1.2', 'Participate in Equity Training', 'log'],
    ['adopt-equity-statement', '1.3', 'Develop and Adopt a Statement on Equity'],
  ],
  2: [
    ['brownfield-redevelopment', '2.1', 'Support Redevelopment of Brownfield Sites'],
    ['sustainable-purchasing', '2.2', 'Implement Sustainable Purchasing'],
    ['local-products', '2.3', 'Inventory and Promote Local Products and Services'],
    ['local-business-support', '2.4', 'Provide Resources and Supports to Local Businesses'],
    ['workforce-development', '2.5', 'Promote Sustainable Workforce Development'],
  ],
  3: [
    ['watershed-education', '3.1', 'Provide Watershed Education'],
    ['watershed-plan', '3.2', 'Create a Watershed Management Plan'],
    ['watershed-protection', '3.3', 'Engage in Watershed Protection and Restoration'],
    ['open-space-plan', '3.4', 'Develop an Open Space Plan'],
    ['wildlife-inventory', '3.5', 'Create a Natural Resource and Wildlife Inventory'],
    ['drought-management', '3.6', 'Manage for Drought and Municipal Water Use'],
    ['water-use-education', '3.7', 'Provide Education on Responsible Water Usage'],
    ['low-impact-development', '3.8', 'Implement Low Impact Development'],
    ['urban-forests', '3.9', 'Manage Woodlands and Urban Forests'],
    ['invasive-species', '3.10', 'Facilitate Invasive Species Education and Management'],
    ['green-grounds', '3.11', 'Implement Green Grounds and Maintenance Program'],
    ['pollinator-pathways', '3.12', 'Enhance Pollinator Pathways'],
    ['dark-skies', '3.13', 'Promote Dark Skies'],
    ['snow-management', '3.14', 'Implement Sustainable Snow Management'],
  ],
  4: [
    ['cultural-assets', '4.1', 'Map Tourism and Cultural Assets'],
    ['arts-support', '4.2', 'Support Arts and Creative Culture'],
    ['creative-placemaking', '4.3', 'Develop a Creative Placemaking Plan'],
    ['youth-arts', '4.4', 'Provide an Arts and Culture Program for Youth'],
  ],
  5: [
    ['pocd-sustainability', '5.1', 'Integrate Sustainability into Plan of Conservation and Development'],
    ['permitting-process', '5.2', 'Adapt Permitting Process to Promote Sustainable Development'],
    ['agriculture-friendly', '5.3', 'Develop Agriculture-Friendly Practices'],
    ['climate-vulnerability', '5.4', 'Assess Climate Vulnerability'],
    ['historic-resources', '5.5', 'Inventory and Assess Historic Resources'],
    ['solar-permitting', '5.6', 'Streamline Solar Permitting for Small Solar Installations'],
    ['long-term-recovery', '5.7', 'Plan for Long-Term Recovery'],
    ['cool-roofs', '5.8', 'Promote Cool Roofs'],
    ['flood-insurance', '5.9', 'Participate in the National Flood Insurance Program'],
  ],
  6: [
    ['complete-streets', null, 'Implement Complete Streets'],
    ['public-transit', null, 'Promote Public Transit'],
    ['municipal-fleets', null, 'Manage Municipal Fleets'],
  ],
  7: [
    ['energy-benchmarking', null, 'Benchmark and Track Municipal Energy Use'],
    ['c-pace', null, 'Participate in and Promote C-PACE'],
  ],
  8: [
    ['municipal-collaboration', '8.6', 'Collaborate with Other Municipalities on Sustainability Actions'],
    ['train-municipal-representatives', null, 'Train Municipal Representatives', 'log'],
  ],
  9: [['unit-based-pricing', null, 'Implement Unit-Based Pricing']],
  10: [
    ['public-air-quality', null, 'Improve Air Quality in Public Spaces'],
    ['community-gardens', null, 'Develop and Promote Community Gardens'],
    ['health-impact', null, 'Conduct Health Impact Assessments'],
  ],
  11: [['affordable-housing-plan', null, 'Implement an Affordable Housing Plan']],
  12: [
    ['increase-homelessness-awareness', null, 'Increase Public Support and Awareness for Efforts to End Homelessness'],
    ['share-homelessness-data', null, 'Collect and Share Homelessness Data'],
    ['provide-homelessness-resources', null, 'Provide or Mobilize Resources to Address Homelessness'],
  ],
};

/** The actions of which only the name is known: narrative, evidence, date and points claimed by the town. */
export const outlines: Action[] = Object.entries(names).flatMap(([category, list]) =>
  list.map(([id, number, title, log]) =>
    outline({ id, number, title, category: Number(category), log: log === 'log' }),
  ),
);
