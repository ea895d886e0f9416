import type { Metadata } from 'next';
import { keepTemplateCommand, removeTemplateCommand } from '@/app/_commands/reviews';
import { ActionForm } from '@/components/form/action-form';
import { TemplateForm } from '@/components/review/template-form';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import { currentPerson } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { listTemplatePlaces, listTemplates } from '@/lib/services/templates/list-templates';
import { templatePlace } from '@/lib/workflow/templates';

export const metadata: Metadata = { title: 'Reasons' };

/** Words for frequent reasons, which reviewers start from when they rule. */
export default async function TemplatesPage() {
  const person = await currentPerson();
  const templates = await orNotFound(listTemplates(person));
  const places = await listTemplatePlaces(person);
  const placeName = (value: string) => places.find((place) => place.value === value)?.label ?? 'Any step';
  return (
    <main id="main" tabIndex={-1}>
      <div className="wrap compact">
        <PageHead
          spaced
          title="Reasons"
          lede="Words for reasons that are given often. Reviewers put them into a ruling and edit them there."
        />
        <Section first id="templates" title="Templates" note="By title">
          {templates.length === 0 && <Empty title="No template is kept yet.">Keep the first one below.</Empty>}
          <ul className="thread prose">
            {templates.map((template) => (
              <li key={template.id}>
                <b>{template.title}</b>
                <span className="soft block">{placeName(templatePlace(template))}</span>
                <p className="doc whitespace-pre-line">{template.text}</p>
                <details className="mt-1">
                  <summary className="linkish list-none small">
                    Change<span className="vh"> {template.title}</span>
                  </summary>
                  <TemplateForm action={keepTemplateCommand} user={person.id} template={template} places={places} />
                </details>
                <ActionForm action={removeTemplateCommand}>
                  <input type="hidden" name="template" value={template.id} />
                  <SubmitButton look="link-danger" pendingWord="Taking it away">
                    Take away<span className="vh"> {template.title}</span>
                  </SubmitButton>
                </ActionForm>
              </li>
            ))}
          </ul>
        </Section>
        <Section id="new" title="A new template" className="prose">
          <TemplateForm action={keepTemplateCommand} user={person.id} places={places} />
        </Section>
      </div>
    </main>
  );
}
