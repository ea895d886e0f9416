import type { FormCommand } from '@/components/form/form-state';
import { Section } from '@/components/ui/section';
import { isoDay, shortDay } from '@/lib/words';
import { ConflictForm } from './conflict-form';

/** A reviewer's own conflicts of interest, and declaring another. */
export function OwnConflicts<T>({
  standing,
  towns,
  declare,
}: {
  standing: { town: string; since: Date; reason: string }[];
  towns: { slug: string; name: string }[];
  declare: FormCommand<T>;
}) {
  return (
    <Section
      id="conflicts"
      className="compact"
      title="Conflicts of interest"
      note="Nothing of these towns comes to you"
    >
      {standing.length === 0 && <p className="soft">You have declared none.</p>}
      <ul>
        {standing.map((one) => (
          <li key={one.town} className="mt-2">
            <b>{one.town}</b>, since {shortDay(isoDay(one.since))}: {one.reason}
          </li>
        ))}
      </ul>
      {standing.length > 0 && <p className="small soft mt-2">A coordinator can lift one that no longer holds.</p>}
      <details className="mt-3">
        <summary>Declare a conflict with a town</summary>
        <ConflictForm action={declare} towns={towns} />
      </details>
    </Section>
  );
}
