import Link from 'next/link';
import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { LinkButton } from '@/components/ui/link-button';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';
import type { ApplicationView } from '@/lib/workflow/views';
import { count } from '@/lib/words';

const matches = (text: string, q: string) =>
  q
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => text.toLowerCase().includes(word));

/** Actions to add, by category. */
export function AddList<T>({
  view,
  q,
  category,
  add,
}: {
  view: ApplicationView;
  q: string;
  category: string;
  add: FormCommand<T>;
}) {
  const found = view.addable.filter(
    (action) =>
      matches(`${action.number ?? ''} ${action.title}`, q) && (category === '' || String(action.category) === category),
  );
  const here = `/applications/${view.id}/add`;
  return (
    <>
      <form method="get" action={here} role="search" className="two items-end max-w-prose">
        <TextInput id="q" name="q" type="search" label="Words in the name, or its number" defaultValue={q} />
        <Select
          id="category"
          name="category"
          label="Category"
          defaultValue={category}
          placeholder="All categories"
          options={view.rulebook.categories.map(({ number, name }) => ({
            value: String(number),
            label: `${number} ${name}`,
          }))}
        />
        <div className="acts mt-4">
          <Button type="submit" look="second">
            Show
          </Button>
          {(q || category) && <Link href={here}>Show all</Link>}
        </div>
      </form>
      <Section id="found" title="Actions to add" note={<span role="status">{count(found.length, 'action')}</span>}>
        {found.length === 0 && (
          <Empty
            title="No action fits."
            actions={
              <LinkButton look="second" href={here}>
                Show all actions
              </LinkButton>
            }
          >
            Actions that are in the application already are not listed here.
          </Empty>
        )}
        {view.rulebook.categories.map(({ number, name }) => {
          const rows = found.filter((action) => action.category === number);
          if (rows.length === 0) return null;
          return (
            <div className="cat" key={number}>
              <h3>
                <span className="no-">{number}</span>
                <span>{name}</span>
              </h3>
              <ul>
                {rows.map((action) => (
                  <li className="task" key={action.id}>
                    <span className="id">{action.number}</span>
                    <span className="name">
                      {action.title}
                      <span className="hint">
                        At most {action.max} points. <Link href={`/actions/${action.id}`}>Read what it asks</Link>
                      </span>
                    </span>
                    <ActionForm action={add} className="st">
                      <input type="hidden" name="application" value={view.id} />
                      <input type="hidden" name="action" value={action.id} />
                      <SubmitButton look="second" small pendingWord="Adding">
                        Add<span className="vh"> {action.title}</span>
                      </SubmitButton>
                    </ActionForm>
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
      </Section>
    </>
  );
}
