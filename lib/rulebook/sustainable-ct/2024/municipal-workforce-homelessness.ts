import type { Action } from '@/lib/rulebook/schema';
import { liaisonStep } from './homelessness-liaison';
import { livedExperienceStep, repositoryStep, taskForceStep } from './homelessness-task-force';
import { trainingsStep } from './homelessness-trainings';

/** Strengthen Municipal Workforce Capacity to Address Homelessness: at most 45 points. */
export const municipalWorkforceHomelessness: Action = {
  id: 'municipal-workforce-homelessness',
  number: null,
  category: 12,
  title: 'Strengthen Municipal Workforce Capacity to Address Homelessness',
  kind: 'full',
  summary:
    'Name and train a liaison, bring a task force together, and keep one place where everyone who helps can look up what is available.',
  objective:
    'Answer homelessness in the town in an informed and coordinated way, together with the Coordinated Access Network (CAN).',
  whatToDo: [
    {
      clause: 'What to Do, 1a',
      text: 'Designate a liaison for homeless services, post who it is, and keep the liaison in touch with the Sustainability Team each year and with the CAN each quarter.',
    },
    {
      clause: 'What to Do, 1b',
      text: 'Have the liaison attend at least three trainings, one on race equity and homelessness and one on CAN function and shelter diversion. Then trainings of staff and elected officials count as well.',
    },
    {
      clause: 'What to Do, 2',
      text: 'With the CAN, form a task force, or use an existing group, that meets at least quarterly. Money set aside to recruit members who have lived without a home earns more.',
    },
    {
      clause: 'What to Do, 3',
      text: 'With the CAN, create a shared collection of resources specific to your municipality for everyone who provides social services in it.',
    },
  ],
  whatToSubmit: [
    {
      clause: 'What to Do, 1a, Submit',
      text: 'A link to the page that names the liaison, a screenshot of it, and how the Sustainability Team and the liaison work together.',
    },
    {
      clause: 'What to Do, 1b, Submit',
      text: 'For each training: who attended and how to reach them, its name, dates and provider.',
    },
    {
      clause: 'What to Do, 2, Submit',
      text: 'The members with their titles, and at least one document of a meeting. One set of minutes should hold the mission and how it fits the CAN’s goals.',
    },
    { clause: 'What to Do, 3, Submit', text: 'A link to the repository.' },
  ],
  related: [
    'participate-in-equity-training',
    'increase-homelessness-awareness',
    'share-homelessness-data',
    'provide-homelessness-resources',
  ],
  partnersShareCredit: null,
  max: 45,
  steps: [liaisonStep, trainingsStep, taskForceStep, livedExperienceStep, repositoryStep],
};
