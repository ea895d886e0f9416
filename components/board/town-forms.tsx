'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { InvitedNotice, type Invited } from '@/components/public/invited-notice';
import { Choices } from '@/components/ui/choices';
import { DateInput } from '@/components/ui/date-input';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-area';
import { TextInput } from '@/components/ui/text-input';

type TownCommand = FormCommand<{ town: string; slug: string }>;

/** Records a registration, or corrects the one recorded. */
export function RegistrationForm({
  action,
  town,
  start,
}: {
  action: TownCommand;
  town: string;
  start: { resolution: string; teamSize: string };
}) {
  const prefix = 'registration-';
  return (
    <ActionForm action={action} prefix={prefix} done="The registration is recorded.">
      {(form) => (
        <>
          <input type="hidden" name="town" value={town} />
          <div className="two">
            <DateInput
              id={`${prefix}resolution`}
              name="resolution"
              label="Resolution passed on"
              error={form.error('resolution')}
              defaultValue={form.date('resolution', start.resolution)}
            />
            <TextInput
              id={`${prefix}teamSize`}
              name="teamSize"
              inputMode="numeric"
              label="Members of the Sustainability Team"
              hint="At least three."
              error={form.error('teamSize')}
              defaultValue={form.value('teamSize', start.teamSize)}
            />
          </div>
          <div className="acts mt-4">
            <SubmitButton small pendingWord="Recording">
              Record the registration
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

/** Records whether a town is a Climate Leader, with where this is known from. */
export function DesignationForm({
  action,
  town,
  start,
}: {
  action: TownCommand;
  town: string;
  start: { held: 'yes' | 'no' | ''; note: string };
}) {
  const prefix = 'designation-';
  return (
    <ActionForm action={action} prefix={prefix} done="The designation is recorded.">
      {(form) => (
        <>
          <input type="hidden" name="town" value={town} />
          <Choices
            id={`${prefix}held`}
            type="radio"
            name="held"
            label="Is the town a Climate Leader?"
            error={form.error('held')}
            options={[
              { value: 'yes', label: 'Yes' },
              { value: 'no', label: 'No' },
            ]}
            defaultValue={form.values('held', start.held ? [start.held] : [])}
          />
          <TextArea
            id={`${prefix}note`}
            name="note"
            rows={2}
            label="Where this is known from"
            error={form.error('note')}
            defaultValue={form.value('note', start.note)}
          />
          <div className="acts mt-4">
            <SubmitButton small pendingWord="Recording">
              Record the designation
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

/** Invites a town's contact by mail, or with a link to hand over where no mail is sent. */
export function InviteContactForm({ action, slug }: { action: FormCommand<Invited>; slug: string }) {
  const prefix = 'invite-';
  return (
    <ActionForm action={action} prefix={prefix}>
      {(form) => (
        <>
          {form.answer?.ok && <InvitedNotice {...form.answer.value} />}
          <input type="hidden" name="town" value={slug} />
          <input type="hidden" name="role" value="contact" />
          <TextInput
            id={`${prefix}email`}
            name="email"
            type="email"
            autoComplete="off"
            label="Email of the contact"
            error={form.error('email')}
            defaultValue={form.value('email')}
          />
          <div className="acts mt-4">
            <SubmitButton small look="second" pendingWord="Inviting">
              Invite a town contact
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
