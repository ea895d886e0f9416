import { Button } from '@/components/ui/button';
import { TextInput } from '@/components/ui/text-input';

type Props = { action: string; label: string; value?: string; hint?: string; id?: string };

/** A search that is a plain link-like form: its result has an address. */
export function SearchForm({ action, label, value = '', hint, id = 'search' }: Props) {
  return (
    <form action={action} role="search" className="flex flex-wrap items-end gap-3">
      <TextInput
        id={id}
        name="search"
        type="search"
        label={label}
        hint={hint}
        defaultValue={value}
        className="grow max-w-96"
      />
      <Button type="submit" look="second">
        Search
      </Button>
    </form>
  );
}
