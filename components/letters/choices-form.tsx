'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { groups, wayWords, type LetterGroup, type LetterWay } from '@/lib/workflow/letter-choices';

const wordOf = (group: LetterGroup, way: LetterWay) =>
  group === 'digest' ? (way === 'at_once' ? 'By mail' : 'Not at all') : wayWords[way];

/** How each group of letters comes; those that always come say why. */
export function LetterChoicesForm<T>({
  action,
  choices,
}: {
  action: FormCommand<T>;
  choices: { group: LetterGroup; way: LetterWay }[];
}) {
  const open = choices.filter(({ group }) => !groups[group].always);
  return (
    <>
      <dl className="letter-always">
        {choices
          .filter(({ group }) => groups[group].always)
          .map(({ group }) => (
            <div key={group}>
              <dt>
                {groups[group].title}: {wayWords.at_once.toLowerCase()}
              </dt>
              <dd>
                {groups[group].about} {groups[group].always}
              </dd>
            </div>
          ))}
      </dl>
      <ActionForm
        action={action}
        prefix="letters-"
        done="Saved. It holds from the next letter on."
        aria-label="Letters"
      >
        {(form) => (
          <>
            {open.map(({ group, way }) => (
              <Select
                key={group}
                id={`letters-${group}`}
                name={group}
                label={groups[group].title}
                hint={groups[group].about}
                error={form.error(group)}
                defaultValue={form.value(group, way)}
                options={groups[group].ways.map((value) => ({ value, label: wordOf(group, value) }))}
              />
            ))}
            <div className="acts mt-4">
              <SubmitButton look="second" pendingWord="Saving">
                Save the choices
              </SubmitButton>
            </div>
          </>
        )}
      </ActionForm>
    </>
  );
}
