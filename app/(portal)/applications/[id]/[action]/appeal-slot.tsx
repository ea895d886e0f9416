import { correctPointsCommand, fileAppealCommand, withdrawAppealCommand } from '@/app/_commands/appeals';
import { AppealRead } from '@/components/appeals/appeal-read';
import { pointsGiven } from '@/components/appeals/points-given';
import { CorrectPointsForm } from '@/components/appeals/appeal-forms';
import { StepAppeal } from '@/components/appeals/step-appeal';
import { metaWords } from '@/components/submission/evidence/evidence-words';
import { Section } from '@/components/ui/section';
import { currentPerson } from '@/lib/auth';
import { findStep } from '@/lib/rulebook/published';
import { score } from '@/lib/scoring/score';
import { getStepAppeal } from '@/lib/services/appeals/get-appeal';
import { listEvidence } from '@/lib/services/evidence/list-evidence';
import type { SubmissionView } from '@/lib/workflow/views';

type Slot = { view: SubmissionView; step: string };

const load = async ({ view, step }: Slot) =>
  getStepAppeal(await currentPerson(), { application: view.application.id, action: view.action.id, step });

/** The town's appeal of the ruling on one step of a decided application; nothing where nothing was ruled. */
export async function TownAppeal(slot: Slot) {
  const { view, step } = slot;
  const actor = await currentPerson();
  const found = await load(slot);
  if (!found || (!found.appeal && !view.rulings.some((ruling) => ruling.step === step))) return null;
  const { appeal, door, can } = found;
  const files = !appeal && !door.closed && can.file.ok === true;
  const { entries } = files ? await listEvidence(actor, { town: view.application.town.id }) : { entries: [] };
  return (
    <StepAppeal
      appeal={appeal}
      door={door}
      file={can.file}
      user={actor.id}
      submission={view.id}
      step={step}
      library={entries.map((entry) => ({ id: entry.id, title: entry.title, note: metaWords(entry) }))}
      commands={{ file: fileAppealCommand, withdraw: withdrawAppealCommand }}
    />
  );
}

/** What the program reads of a step's appeal, and a coordinator's way to correct its points after the decision. */
export async function StaffAppeal(slot: Slot) {
  const { view, step: key } = slot;
  const actor = await currentPerson();
  const found = await load(slot);
  const step = findStep(view.action, key);
  const scored = score(view.rulebook, view.facts)
    .actions.find((one) => one.action === view.action.id)
    ?.steps.find((one) => one.key === key);
  const corrects = found?.can.correct.ok === true && step && scored?.ruling;
  if (!found || (!found.appeal && !corrects)) return null;
  const { appeal } = found;
  const waits = appeal !== null && appeal.status.next !== 'nobody';
  return (
    <Section id="appeal" title="After the decision">
      {appeal && (
        <>
          <AppealRead appeal={appeal} staff />
          <p className="small">
            <a href={`/appeals/${appeal.id}`}>Open the appeal</a>
          </p>
        </>
      )}
      {corrects &&
        (found.correcting || waits ? (
          <p className="small soft mt-3">
            {waits
              ? 'The points can be corrected once the appeal is ruled on.'
              : 'A change of the decision waits to be confirmed. The points can be corrected after it.'}{' '}
            <a href={`/applications/${view.application.id}#review`}>Go to the decision</a>
          </p>
        ) : (
          <details className="mt-3 max-w-[40rem]">
            <summary>Correct the points of this step</summary>
            <CorrectPointsForm
              action={correctPointsCommand}
              user={actor.id}
              submission={view.id}
              step={key}
              town={view.application.town.name}
              given={pointsGiven(view, step, scored)}
            />
          </details>
        ))}
    </Section>
  );
}
