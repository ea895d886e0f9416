import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Choice } from '@/components/ui/choice';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ApplicationView } from '@/lib/workflow/views';

type Commands = { setAim: FormCommand<unknown>; withdraw: FormCommand<unknown> };

/** What else can be done with an application: its file, its aim, its withdrawal. */
export function ApplicationTools({ view, commands }: { view: ApplicationView; commands: Commands }) {
  const hidden = <input type="hidden" name="application" value={view.id} />;
  return (
    <Section id="tools" title="Keep, change or withdraw">
      <ul className="grid gap-3">
        <li>
          <a href={`/api/export/${view.id}`} download>
            Download the application file
          </a>
          <span className="hint">Everything the points depend on, for your own records or another program.</span>
        </li>
        {view.can.edit.ok === true && (
          <li>
            <details>
              <summary>Change the level you aim for</summary>
              <ActionForm action={commands.setAim} done="The aim is changed." prefix="aim-">
                {hidden}
                <Select
                  id="aim-aim"
                  name="aim"
                  label="Level aimed at"
                  hint="The aim decides nothing: levels follow from awarded points."
                  defaultValue={view.aim}
                  options={view.rulebook.levels.map((level) => ({ value: level.id, label: level.name }))}
                />
                <div className="acts mt-4">
                  <SubmitButton small pendingWord="Changing">
                    Change the aim
                  </SubmitButton>
                </div>
              </ActionForm>
            </details>
          </li>
        )}
        {view.can.withdraw.ok === true && (
          <li>
            <details>
              <summary>Withdraw the application</summary>
              <ActionForm action={commands.withdraw} prefix="withdraw-">
                {hidden}
                <p className="max-w-prose mt-2">
                  Withdrawing ends this application for {view.year}. Its answers stay readable, and its trainings can be
                  used in another application. It cannot be undone.
                </p>
                <Choice
                  id="withdraw-confirm"
                  type="checkbox"
                  name="confirm"
                  value="yes"
                  label={`Yes, withdraw ${view.town.name}’s ${view.year} application`}
                />
                <div className="acts mt-2">
                  <SubmitButton small look="danger" pendingWord="Withdrawing">
                    Withdraw the application
                  </SubmitButton>
                </div>
              </ActionForm>
            </details>
          </li>
        )}
      </ul>
    </Section>
  );
}
