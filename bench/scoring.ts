import { score } from '@/lib/scoring/score';
import * as files from '@/tests/unit/scoring/support/files';
import * as steps from '@/tests/unit/scoring/support/homelessness';

/* Scoring ten begun steps with all explanations, once per keystroke. Run: npx tsx bench/scoring.ts. Aim: 10 µs. */

const { cite, file, homelessness, liaisonRows, outline, rulebook, staffRows, submission, toolkit, toolkits } = files;

const tenSteps = file([
  toolkits([toolkit('watershed-plan'), toolkit('open-space-plan')]),
  submission(
    homelessness,
    {
      '1a': steps.liaison,
      '1b': { log: [...liaisonRows(3), ...staffRows(3)] },
      '2': steps.taskForce,
      '2+': steps.livedExperience,
      '3': steps.repository,
    },
    [cite('1a', 'screenshot'), cite('2', 'meeting-documents')],
  ),
  ...['watershed-plan', 'open-space-plan', 'dark-skies', 'cultural-assets'].map((id) => outline(id)),
]);
const longLog = file([submission(homelessness, { '1b': { log: [...liaisonRows(3), ...staffRows(497)] } })]);

/** Processor time, so that other work on the machine weighs less. */
function microseconds(name: string, facts: typeof tenSteps, runs: number): void {
  for (let i = 0; i < runs; i++) score(rulebook, facts);
  const times = Array.from({ length: 9 }, () => {
    const started = process.cpuUsage();
    for (let i = 0; i < runs; i++) score(rulebook, facts);
    const { user, system } = process.cpuUsage(started);
    return (user + system) / runs;
  }).sort((a, b) => a - b);
  const [best, median, worst] = [times[0], times[4], times[8]].map((time) => time?.toFixed(1));
  process.stdout.write(`${name}: median ${median} µs, best ${best} µs, worst ${worst} µs\n`);
}

microseconds('ten steps', tenSteps, 2000);
microseconds('a log of 500 rows', longLog, 100);
