import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import { score } from '@/lib/scoring/score';
import { factsOf } from '@/lib/services/applications/facts';
import type { ApplicationRows } from '@/lib/services/applications/load-application';
import { evidenceView } from '@/lib/services/evidence/evidence-view';
import type { RulingOutcome } from '@/lib/workflow/application';
import type { ActivityClaim } from '@/lib/workflow/activity-findings';
import { findings, type CitedPiece, type Finding, type UseElsewhere } from '@/lib/workflow/findings';
import { earlierRounds } from './earlier-rounds';

type Use = { evidence_id: string; year: number; action_id: string; step: string; outcome: string };
type Claim = { identity: string; action_id: string; year: number };

const pieceOf = (
  action: string,
  { step, evidence }: ApplicationRows['submissions'][number]['citations'][number],
): CitedPiece => ({
  action,
  step,
  evidence: evidence.id,
  title: evidence.title,
  mark: evidence.sha256 ?? evidence.url?.replace(/#.*$|\/+$/g, '') ?? evidence.id,
  link: evidenceView(evidence).link,
});

/** What is found of an application's submitted steps, and the round before they are compared with: three queries. */
export async function findOut(
  tx: Tx,
  rows: ApplicationRows,
): Promise<{ found: Finding[]; earlier: Awaited<ReturnType<typeof earlierRounds>> }> {
  const rulebook = rows.rulebook.content;
  const file = factsOf(rows, now(), { unsent: true });
  const earlier = await earlierRounds(tx, rows);
  const uses = await tx.$queryRaw<Use[]>`
    select evidence_id, year, action_id, step, outcome from evidence_uses(${rows.id}::uuid)`;
  const claims = await tx.$queryRaw<Claim[]>`
    select identity, action_id, year from claims_elsewhere(${rows.id}::uuid)`;
  const found = findings({
    application: rows.id,
    rulebook,
    file,
    score: score(rulebook, file),
    pieces: rows.submissions.flatMap((one) => one.citations.map((citation) => pieceOf(one.actionId, citation))),
    uses: uses.map((use): UseElsewhere => ({
      evidence: use.evidence_id,
      year: use.year,
      action: use.action_id,
      step: use.step,
      outcome: use.outcome.replace('_', '-') as RulingOutcome,
    })),
    claims: claims.map(({ identity, action_id, year }): ActivityClaim => ({ identity, action: action_id, year })),
    earlier,
  });
  return { found, earlier };
}
