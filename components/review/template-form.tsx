'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-area';
import { TextInput } from '@/components/ui/text-input';
import { templatePlace, type TemplatePlace, type TemplateView } from '@/lib/workflow/templates';

/** Keeps a template for reasons: a new one, or one there is. */
export function TemplateForm<T>({
  action,
  user,
  template,
  places,
}: {
  action: FormCommand<T>;
  /** Id of the reader, for what is kept of their typing. */
  user: string;
  template?: TemplateView;
  places: TemplatePlace[];
}) {
  const prefix = `template-${template?.id ?? 'new'}-`;
  return (
    <ActionForm action={action} prefix={prefix} keep={`${user} ${prefix}`} done="The template is kept.">
      {(form) => (
        <>
          {template && <input type="hidden" name="template" value={template.id} />}
          <TextInput
            id={`${prefix}title`}
            name="title"
            label="Title"
            hint="What reviewers find it by. It is read beside other towns’ steps as well: name no town and nobody."
            error={form.error('title')}
            defaultValue={form.value('title', template?.title)}
          />
          <Select
            id={`${prefix}place`}
            name="place"
            label="Where it fits"
            error={form.error('place')}
            options={[{ value: '', label: 'Any step' }, ...places]}
            defaultValue={form.value('place', template ? templatePlace(template) : '')}
          />
          <TextArea
            doc
            id={`${prefix}text`}
            name="text"
            rows={4}
            label="Reason"
            hint="The reviewer edits it after putting it in; the town reads what they make of it. Name no town and nobody."
            error={form.error('text')}
            defaultValue={form.value('text', template?.text)}
          />
          <div className="acts mt-4">
            <SubmitButton small pendingWord="Keeping">
              {template ? 'Keep the change' : 'Keep the template'}
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
