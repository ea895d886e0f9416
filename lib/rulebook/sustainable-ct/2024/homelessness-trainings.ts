import type { Step } from '@/lib/rulebook/schema';
import { trainingLog } from './training-log';

const liaisonRows = { column: 'role', is: ['liaison'] };

/** Step 1b: trainings, gated by the liaison's three; 5, 10 or 15 points; new credit only. */
export const trainingsStep: Step = {
  key: '1b',
  title: 'Trainings',
  clause: 'What to Do, 1b',
  asks: 'Log every training on homelessness that the liaison, other staff or elected officials attended. First the liaison’s own three, among them the two required topics; then all attendances count together.',
  actionType: 'Events, meetings, trainings',
  credit: ['new'],
  dated: { rows: 'log' },
  completedLabel: 'Last day of the training',
  fields: [trainingLog('homelessness')],
  evidence: [
    {
      key: 'certificates',
      label: 'Certificates and sign-in sheets',
      hint: 'Welcome beside the log, not required.',
      own: true,
      namesPeople: true,
    },
  ],
  requires: [
    {
      key: 'liaison-three',
      strength: 'must',
      title: 'The liaison has attended at least three trainings',
      mend: 'Log at least three trainings that the liaison attended.',
      clause: 'What to Do, 1b',
      test: { kind: 'count-of-rows', field: 'log', min: 3, where: liaisonRows },
    },
    {
      key: 'liaison-topics',
      strength: 'must',
      title: 'One of them is on race equity and homelessness, and one on CAN function and shelter diversion',
      mend: 'Log the liaison’s training on each of the two required topics.',
      clause: 'What to Do, 1b',
      test: {
        kind: 'covers',
        field: 'log',
        column: 'topic',
        values: ['race-equity', 'can-function'],
        where: liaisonRows,
      },
    },
  ],
  points: {
    kind: 'tiers',
    field: 'log',
    tiers: [
      { from: 3, points: 5, label: '3 in total' },
      { from: 4, points: 10, label: '4 to 10' },
      { from: 11, points: 15, label: '11 or more' },
    ],
    clause: 'What to Do, 1b, tiers',
  },
};
