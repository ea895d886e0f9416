import { Facts } from '@/components/ui/facts';
import { LinkButton } from '@/components/ui/link-button';
import { Section } from '@/components/ui/section';
import { actionName } from '@/lib/rulebook/published';
import type { ActionPageView } from '@/lib/workflow/public-views';
import { count, list } from '@/lib/words';

const creditWords = (modes: Set<string>) => (modes.has('rolling') ? 'New or rolling' : 'New credit only');

function Glance({ view }: { view: ActionPageView }) {
  const { action, points, requiredFor } = view;
  const kinds = [...new Set(action.steps.map((step) => step.actionType))];
  const former = action.formerNumbers ?? [];
  return (
    <Facts
      facts={[
        ...(requiredFor.length > 0 ? [{ term: 'Required for', detail: list(requiredFor) }] : []),
        { term: 'Points', detail: points },
        { term: 'Credit', detail: creditWords(new Set(action.steps.flatMap((step) => step.credit))) },
        { term: 'Kind of action', detail: kinds.map((kind) => <div key={kind}>{kind}</div>) },
        ...(action.leadTime ? [{ term: 'Lead time', detail: action.leadTime }] : []),
        ...former.map(({ number, until }) => ({ term: `Number before ${until + 1}`, detail: number })),
      ]}
    />
  );
}

/** Beside an action: its facts, where to begin, what belongs to it, and who has credit for it. */
export function ActionAside({ view, signedIn }: { view: ActionPageView; signedIn: boolean }) {
  const { action, related, credited } = view;
  return (
    <aside>
      <Section first title="At a glance">
        <Glance view={view} />
        <p className="acts mt-5">
          <LinkButton href={signedIn ? '/home' : '/sign-in'}>Add it to our application</LinkButton>
        </p>
        {!signedIn && <p className="small soft mt-2">You will sign in first.</p>}
      </Section>
      {(related.length > 0 || action.help) && (
        <Section title="Help">
          <ul className="small grid gap-2">
            {action.help?.map((text) => (
              <li key={text}>{text}</li>
            ))}
            {related.map((other) => (
              <li key={other.id}>
                Related: <a href={`/actions/${other.id}`}>{actionName({ ...action, ...other })}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Towns with credit">
        {credited.length === 0 ? (
          <p className="small soft">No town has credit for this action here yet.</p>
        ) : (
          <ul className="small">
            {credited.map(({ slug, name, year, points, fictional }) => (
              <li key={slug}>
                <a href={`/towns/${slug}`}>{name}</a>, {count(points, 'point')} in {year}
                {fictional && <span className="softer"> (fictional)</span>}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </aside>
  );
}
