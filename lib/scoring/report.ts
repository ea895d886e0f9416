import type { CriterionScore, Line, Score } from './result';

/* The score as `npm run score` prints it: numbers, reasons and clauses, without what only screens need. */

const line = ({ key, label, claimed, documented, awarded, max, because, missing, clause }: Line) => ({
  key,
  label,
  claimed,
  documented,
  awarded,
  max,
  because,
  missing,
  clause,
});

const criterion = ({ key, title, met, have, need, from, missing, clause }: CriterionScore) => ({
  key,
  title,
  met,
  have,
  need,
  from,
  missing,
  clause,
});

/** A score as plain JSON, documented in docs/application-file.md. */
export const report = (score: Score) => ({
  claimed: score.claimed,
  documented: score.documented,
  awarded: score.awarded,
  level: score.level,
  levels: score.levels.map(({ level, name, met, criteria, source }) => ({
    level,
    name,
    met,
    source,
    criteria: criteria.map(criterion),
  })),
  actions: score.actions.map((action) => ({
    action: action.action,
    ...line(action),
    category: action.category,
    ready: action.ready,
    leftOut: action.leftOut,
    pointsSetByReviewer: action.pointsSetByReviewer,
    steps: action.steps.map((step) => ({
      step: step.key,
      ...line(step),
      begun: step.begun,
      leftOut: step.leftOut,
      ready: step.ready,
      ruling: step.ruling,
      credit: step.credit,
      requirements: step.requirements,
      rows: step.rows,
      lines: step.lines.map(line),
    })),
  })),
  problems: score.problems,
});

export type Report = ReturnType<typeof report>;
