import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import {
  answerPointsCommand,
  leaveOutCommand,
  removeActionCommand,
  saveFormCommand,
  sendClarificationCommand,
} from '@/app/_commands/applications';
import { addLink, changePinpoint, checkAgain, citeEvidence, unciteEvidence } from '@/app/_commands/evidence';
import {
  addCommentCommand,
  addNoteCommand,
  askClarificationCommand,
  closeClarificationCommand,
  extendClarificationCommand,
  reopenStepCommand,
  resolveCommentCommand,
  ruleStepCommand,
} from '@/app/_commands/reviews';
import { giveReadingCommand } from '@/app/_commands/assign';
import { TownTalk } from '@/components/comments/town-talk';
import { deskStep, ReviewDesk } from '@/components/review/review-desk';
import { AnswerSection, AskedNotice } from '@/components/submission/answer-section';
import { ActionTools } from '@/components/submission/action-tools';
import { EvidenceSection } from '@/components/submission/evidence/evidence-section';
import { Presence } from '@/components/submission/presence';
import { rowChoices } from '@/components/submission/row-choices';
import { ReadStep } from '@/components/submission/read-step';
import { ReviewerNotes } from '@/components/submission/reviewer-notes';
import { StepForm } from '@/components/submission/step/edit-scripts';
import { PartnersHead, StepHead } from '@/components/submission/step-head';
import { StepRail } from '@/components/submission/step-rail';
import { Crumbs } from '@/components/ui/crumbs';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { holds, isReviewer, townRoles, type Person } from '@/lib/access/actor';
import { currentPerson } from '@/lib/auth';
import { now } from '@/lib/clock';
import { orNotFound } from '@/lib/pages';
import { partnersKey, partnersStep, reserved, stepFields } from '@/lib/rulebook/fields';
import { actionName } from '@/lib/rulebook/published';
import type { Step } from '@/lib/rulebook/schema';
import type { ActionScore } from '@/lib/scoring/result';
import { score } from '@/lib/scoring/score';
import { listComments } from '@/lib/services/comments/list-comments';
import { listEvidence } from '@/lib/services/evidence/list-evidence';
import { getDesk } from '@/lib/services/reviews/get-desk';
import { getNextInQueue, queueFilter } from '@/lib/services/reviews/get-queue';
import { getOwnReadings } from '@/lib/services/reviews/list-readings';
import { getSubmission } from '@/lib/services/submissions/get-submission';
import { possible } from '@/lib/workflow/application';
import { answerHref } from '@/lib/workflow/links';
import { queueHref } from '@/lib/workflow/queue';
import type { SubmissionView } from '@/lib/workflow/views';
import { list } from '@/lib/words';
import { StaffAppeal, TownAppeal } from './appeal-slot';

type Props = {
  params: Promise<{ id: string; action: string }>;
  searchParams: Promise<{ step?: string; row?: string; check?: string; upload?: string; queue?: string }>;
};

const read = cache(async (id: string, action: string) => {
  const actor = await currentPerson();
  return { actor, view: await orNotFound(getSubmission(actor, id, action)) };
});

async function load({ params }: Pick<Props, 'params'>) {
  const { id, action } = await params;
  return read(id, action);
}

/** Title: step and action. */
export async function generateMetadata(props: Props): Promise<Metadata> {
  const { view } = await load(props);
  const { step } = await props.searchParams;
  const name = actionName(view.action);
  return { title: step ? `${step === partnersKey ? 'Partners' : step}, ${name}` : name };
}

/** The step asked for, else the first that was returned, is open, or is there. */
function currentStep(view: SubmissionView, scored: ActionScore, asked?: string): string {
  if (asked === partnersKey || scored.steps.some((step) => step.key === asked)) return asked!;
  const open = scored.steps.filter((step) => !view.locked.includes(step.key));
  const first = open.find((step) => step.ruling === 'revise') ?? open.find((step) => !step.ready) ?? open[0];
  return (first ?? scored.steps[0])!.key;
}

/** What of the view travels to the browser with the form. */
const formView = (view: SubmissionView) => ({
  id: view.id,
  action: view.action,
  rulebook: view.rulebook,
  facts: view.facts,
  cells: view.cells,
  revision: view.revision,
  stamp: view.stamp,
  siblings: view.siblings,
  municipalities: view.municipalities,
  application: { id: view.application.id },
});

const evidenceCommands = { cite: citeEvidence, changePinpoint, uncite: unciteEvidence, addLink, checkAgain };

const answerCommands = { answer: answerPointsCommand, send: sendClarificationCommand };
const openCommands = {
  reopen: reopenStepCommand,
  ask: askClarificationCommand,
  extend: extendClarificationCommand,
  close: closeClarificationCommand,
};

function whoWords({ editors, contacts }: SubmissionView): string {
  const edit = editors.length > 0 ? `${list(editors)} can edit; ` : '';
  return contacts.length > 0 ? `${edit}only ${list(contacts)} can submit.` : edit.replace('; ', '.');
}

/** The step of the reader's queue that follows this one, in the filter and order the address names. */
async function nextOf(actor: Person, view: SubmissionView, { step, queue }: Awaited<Props['searchParams']>) {
  if (!isReviewer(actor)) return undefined;
  const filter = queueFilter.parse(Object.fromEntries(new URLSearchParams(queue)));
  const from = { application: view.application.id, actionId: view.action.id, step: step ?? '' };
  const next = await getNextInQueue(actor, filter, from);
  return next ? queueHref(next, filter) : undefined;
}

/** One action of an application: the town fills in its steps, reviewers rule on them, everybody else reads. */
export default async function ActionPage(props: Props) {
  const { actor, view } = await load(props);
  const query = await props.searchParams;
  const town = view.application.town;
  const trail = [
    { label: town.name, href: '/home' },
    { label: `${view.application.year} application`, href: `/applications/${view.application.id}` },
    { label: actionName(view.action) },
  ];
  return (
    <>
      <Crumbs trail={trail} />
      <main id="main" tabIndex={-1}>
        <div className="wrap">
          {holds(actor, townRoles, town.id) ? (
            <TownSide actor={actor} view={view} query={query} />
          ) : (
            <ReviewSide actor={actor} view={view} query={query} />
          )}
        </div>
      </main>
    </>
  );
}

const commentCommands = { shared: addCommentCommand, internal: addNoteCommand, resolve: resolveCommentCommand };

type Side = { actor: Person; view: SubmissionView; query: Awaited<Props['searchParams']> };

async function ReviewSide({ actor, view, query }: Side) {
  const { id } = view.application;
  const step = deskStep(view, query.step);
  if (!step) return null;
  // The address names its step: else the desk would turn to another one as soon as this one is ruled.
  if (query.step !== step) redirect(answerHref(id, view.action.id, step));
  return (
    <>
      <ReviewDesk
        submission={view}
        user={actor.id}
        step={step}
        rule={ruleStepCommand}
        open={openCommands}
        checkLink={checkAgain}
        comments={commentCommands}
        desk={await getDesk(actor, id, view.action.id)}
        queue={await nextOf(actor, view, query)}
        again={{ readings: await getOwnReadings(actor, view.id), give: giveReadingCommand }}
      />
      {view.application.status === 'decided' && <StaffAppeal view={view} step={step} />}
    </>
  );
}

/** A step that the program asks about is not left out of anything. */
const fieldsOf = ({ application }: SubmissionView, step: Step) =>
  stepFields(step).filter(({ key }) => key !== reserved.leftOut || possible(application.status, 'edit'));

async function TownSide({ actor, view, query }: Side) {
  const result = score(view.rulebook, view.facts);
  const scored = result.actions.find((one) => one.action === view.action.id)!;
  const problems = result.problems.filter((problem) => problem.path.split('/')[0] === view.action.id);
  const key = currentStep(view, scored, query.step);
  const step = view.action.steps.find((one) => one.key === key) ?? null;
  const stepScore = scored.steps.find((one) => one.key === key) ?? null;
  const here = `/applications/${view.application.id}/${view.action.id}`;
  const href = (to: string) => `${here}?step=${encodeURIComponent(to)}`;
  // The address names its step: else the page would turn to another one as soon as this one is ready.
  if (query.step !== key) redirect(`${here}?${new URLSearchParams({ ...query, step: key }).toString()}`);
  const partners = partnersStep(view.action);
  const names = Object.fromEntries(
    view.siblings.map((one) => [one.id, one.number ? `${one.number} ${one.title}` : one.title]),
  );
  const editable = view.can.edit.ok === true && !view.locked.includes(key);
  const head =
    step && stepScore ? (
      <StepHead view={view} step={step} score={stepScore} />
    ) : (
      <PartnersHead clause={partners.clause} />
    );
  const notes = (
    <>
      <AskedNotice view={view} step={key} />
      <ReviewerNotes rulings={view.rulings} step={key} />
    </>
  );
  const library = editable && step ? (await listEvidence(actor, { town: view.application.town.id })).entries : [];
  return (
    <>
      <PageHead title={view.action.title} lede={view.action.number ? `Action ${view.action.number}` : undefined} />
      <StepRail view={view} score={scored} problems={problems} current={key} href={href} />
      {editable ? (
        <StepForm
          key={key}
          view={formView(view)}
          step={step}
          stepKey={key}
          fields={step ? fieldsOf(view, step) : partners.fields}
          names={names}
          user={actor.id}
          who={whoWords(view)}
          score={stepScore}
          problems={problems}
          checked={query.check === '1'}
          openRow={query.row ?? null}
          blankRow={`r${now().getTime().toString(36).padStart(9, '0')}000new`}
          save={saveFormCommand}
          head={
            <>
              {head}
              <Presence submission={view.id} step={key} partners={partnersKey} />
            </>
          }
          notes={notes}
          below={
            step &&
            step.evidence.length > 0 && (
              <Section
                id="evidence"
                title="Evidence"
                note="Point each file to the page that shows it. Reviewers open it there."
              >
                {step.evidence.map((slot) => (
                  <EvidenceSection
                    key={slot.key}
                    slot={slot}
                    at={{ town: view.application.town.id, submission: view.id, step: key, slot: slot.key }}
                    citations={view.citations}
                    library={library}
                    commands={evidenceCommands}
                    back={href(key)}
                    outcome={query.upload}
                    rows={rowChoices(step, view.cells, names)}
                  />
                ))}
              </Section>
            )
          }
        />
      ) : (
        <ReadStep view={view} step={step} score={stepScore} names={names} head={head} notes={notes} />
      )}
      {view.application.status === 'decided' && <TownAppeal view={view} step={key} />}
      <AnswerSection view={view} user={actor.id} step={key} commands={answerCommands} />
      <TownTalk
        talk={await listComments(actor, view.application.id, view.action.id)}
        town={view.application.town.name}
        user={actor.id}
        submission={view.id}
        step={key}
        commands={commentCommands}
      />
      {possible(view.application.status, 'edit') && view.can.edit.ok === true && (
        <ActionTools view={view} commands={{ leaveOut: leaveOutCommand, remove: removeActionCommand }} />
      )}
    </>
  );
}
