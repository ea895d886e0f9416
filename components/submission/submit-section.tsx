import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { LinkButton } from '@/components/ui/link-button';
import { Section } from '@/components/ui/section';
import type { ApplicationView } from '@/lib/workflow/views';
import { count, list } from '@/lib/words';

/** Why the application cannot be submitted now, as a sentence with links to what is open; null when it can. */
function openRule(view: ApplicationView): React.ReactNode {
  if (view.can.submit.ok === false) return view.can.submit.reasons.map((reason) => reason.message).join(' ');
  if (view.toMend.length === 0) return null;
  const rows = view.actions.filter((row) => view.toMend.includes(row.actionId));
  return (
    <>
      Not yet: {count(view.toMend.length, 'thing')} to mend first
      {rows.length > 0 && ' in '}
      {rows.slice(0, 4).map((row, index) => (
        <span key={row.actionId}>
          {index > 0 && ', '}
          <Link href={`${row.href}/check`}>{row.number ?? row.title}</Link>
        </span>
      ))}
      {rows.length > 4 && ` and ${rows.length - 4} more`}.{' '}
      <Link href={`/applications/${view.id}/check`}>See all of them</Link>
    </>
  );
}

/** The way to submission: who can submit, and the rule that is still open, if any. */
export function SubmitSection({ view }: { view: ApplicationView }) {
  const blocked = openRule(view);
  const round = view.openRound ? `round ${view.openRound.number}` : 'the application';
  const who = view.contacts.length > 0 ? `${list(view.contacts)} can submit for ${view.town.name}.` : '';
  return (
    <Section id="submit" title={`Submit ${round}`}>
      <p className="mb-4 max-w-prose">{who} All answers are checked on one page first.</p>
      <div className="acts">
        {blocked ? (
          <Button blocked={blocked}>Check answers and submit</Button>
        ) : (
          <LinkButton href={`/applications/${view.id}/check`}>Check answers and submit</LinkButton>
        )}
      </div>
    </Section>
  );
}
