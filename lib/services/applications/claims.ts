import type { Tx } from '@/lib/db/db';
import { Refusal } from '@/lib/errors';
import type { Cells } from '@/lib/rulebook/cells';
import { actionName, findAction } from '@/lib/rulebook/published';
import type { ApplicationFile } from '@/lib/scoring/facts';
import { activitiesOf } from '@/lib/scoring/duplicates';
import type { Reason } from '@/lib/verdict';
import { answerHref } from '@/lib/workflow/links';
import type { ApplicationRows } from './load-application';

type Taken = { identity: string; action_id: string; year: number };

/**
 * Claims for the town every activity the application submits, in place of what it claimed before. Refused, with each
 * training and the action that has it, when another action of the town holds one: the table's key decides, so of two
 * that submit at once only one wins. An activity the same action holds from another year stays with that year.
 */
export async function claimActivities(tx: Tx, rows: ApplicationRows, file: ApplicationFile): Promise<void> {
  await tx.activityClaim.deleteMany({ where: { applicationId: rows.id } });
  const uses = new Map(activitiesOf(rows.rulebook.content, file).map((use) => [use.identity, use]));
  if (uses.size === 0) return;
  // In one order for everybody, so that two submissions never wait for each other in a circle.
  const identities = [...uses.keys()].sort();
  const actions = identities.map((identity) => uses.get(identity)!.action);
  const won = await tx.$queryRaw<{ identity: string }[]>`
    insert into activity_claims (town_id, identity, action_id, application_id)
    select ${rows.townId}::uuid, identity, action_id, ${rows.id}::uuid
    from unnest(${identities}::text[], ${actions}::text[]) as wanted (identity, action_id)
    on conflict (town_id, identity) do update set action_id = excluded.action_id
      where activity_claims.action_id = excluded.action_id
    returning identity`;
  const mine = new Set(won.map((row) => row.identity));
  const lost = identities.filter((identity) => !mine.has(identity));
  if (lost.length === 0) return;

  const taken = await tx.$queryRaw<Taken[]>`
    select c.identity, c.action_id, y.year
    from activity_claims c join applications a on a.id = c.application_id join cycles y on y.id = a.cycle_id
    where c.town_id = ${rows.townId}::uuid and c.identity = any(${lost}::text[])`;
  throw new Refusal(
    'conflict',
    taken.map(({ identity, action_id, year }): Reason => {
      const use = uses.get(identity)!;
      const submission = rows.submissions.find((s) => s.actionId === use.action);
      const step = findAction(rows.rulebook.content, use.action)?.steps.find((s) => s.key === use.step);
      const field = step?.fields.find((f) => f.key === use.field);
      const column = field?.kind === 'rows' ? field.activity?.name : undefined;
      const address = `${use.step}.${use.field}.${use.row}.${column ?? 'training'}`;
      const name = (submission?.cells as Cells | undefined)?.[address];
      const other = findAction(rows.rulebook.content, action_id);
      return {
        code: 'double-counted',
        message: `${typeof name === 'string' ? name : 'This training'} counts in ${other ? actionName(other) : 'another action'} of the ${year} application already. Take the row out of one of them.`,
        at: answerHref(rows.id, use.action, address),
      };
    }),
  );
}
