import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ActionAside } from '@/components/public/action-aside';
import { ActionStep } from '@/components/public/action-step';
import { Ladder } from '@/components/public/ladder';
import { Clause } from '@/components/ui/clause';
import { Mast } from '@/components/ui/mast';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import { currentActor } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { actionName } from '@/lib/rulebook/published';
import type { Action, RowsField } from '@/lib/rulebook/schema';
import { getAction } from '@/lib/services/public/get-action';

type Props = { params: Promise<{ id: string }> };

const actionOf = cache(async (id: string) => {
  if (!/^[a-z0-9-]{1,80}$/.test(id)) notFound();
  return orNotFound(getAction(await currentActor(), { id }));
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { action } = await actionOf((await params).id);
  return { title: actionName(action), description: action.summary };
}

/** The portal's own questions of a full action, so that nobody takes them for the program's. */
function ownQuestions(action: Action): string[] {
  if (action.kind === 'outline') return [];
  const fields = action.steps.flatMap((step) => step.fields);
  const columns = fields.filter((f): f is RowsField => f.kind === 'rows').flatMap((f) => f.columns);
  return [...fields, ...columns].filter((field) => field.own).map((field) => field.label);
}

function Paragraphs({ texts }: { texts: Action['whatToDo'] }) {
  return (
    <div className="prose doc">
      <ol className="mt-0">
        {texts.map(({ clause, text }, index) => (
          <li key={index}>
            {text}{' '}
            <span className="font-sans">
              <Clause>{clause}</Clause>
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function ladderNote({ steps }: Action): React.ReactNode {
  const [only, ...more] = steps;
  const rule = only?.points;
  if (more.length > 0 || rule?.kind !== 'per-row') return 'Steps can be done one by one; the ladder adds them up.';
  const rows = only?.fields.find((field) => field.kind === 'rows' && field.key === rule.field);
  return (
    <>
      {rule.points} points for each {rows?.kind === 'rows' ? rows.item : 'row'}, {rule.most} at most.{' '}
      <Clause>{rule.clause}</Clause>
    </>
  );
}

/** One action as anybody may read it: points, what to do, what to submit, and each requirement with its clause. */
export default async function ActionPage({ params }: Props) {
  const view = await actionOf((await params).id);
  const signedIn = (await currentActor()).kind === 'person';
  const { action, category, ladder } = view;
  const own = ownQuestions(action);
  return (
    <main id="main" tabIndex={-1}>
      <Mast
        trail={[
          { label: 'Actions', href: '/actions' },
          { label: `${category.number} ${category.name}`, href: `/actions#category-${category.number}` },
          { label: action.number ?? action.title },
        ]}
        title={actionName(action)}
        lede={action.summary}
      />
      <div className="wrap">
        {ladder.length > 0 && (
          <Section first className="border-0! mt-5!" title="The ladder of points" note={ladderNote(action)}>
            <Ladder rungs={ladder} />
          </Section>
        )}
        <div className="cols main-aside mt-11">
          <ActionAside view={view} signedIn={signedIn} />
          <div>
            {action.kind === 'outline' && (
              <div className="mb-8">
                <Notice kind="look" title="An outline">
                  <p className="small">
                    Only the name of this action is known here. Its questions are the portal’s own, and its points are
                    set by a reviewer. The program’s write-up says what the action asks for.
                  </p>
                </Notice>
              </div>
            )}
            <Section first title="What to do">
              <Paragraphs texts={action.whatToDo} />
            </Section>
            <Section title="What to submit">
              <Paragraphs texts={action.whatToSubmit} />
              {own.length > 0 && (
                <p className="small soft mt-4 max-w-[38rem]">
                  <b>The portal’s own questions.</b> {own.join(' ')} The program’s write-up words none of these.
                </p>
              )}
            </Section>
            {action.steps.map((step) => (
              <ActionStep key={step.key} step={step} alone={action.steps.length === 1} />
            ))}
          </div>
        </div>
      </div>
    </main>
  );
}
