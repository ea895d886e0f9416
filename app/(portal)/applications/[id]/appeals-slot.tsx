import { AppealsList } from '@/components/appeals/appeals-list';
import { Section } from '@/components/ui/section';
import { holds, townRoles } from '@/lib/access/actor';
import { currentPerson } from '@/lib/auth';
import { now } from '@/lib/clock';
import { listAppeals } from '@/lib/services/appeals/list-appeals';
import type { ApplicationView } from '@/lib/workflow/views';
import { instant } from '@/lib/words';

/** The appeals of a decided application, and until when its rulings can be appealed. */
export async function AppealsSlot({ view }: { view: ApplicationView }) {
  if (view.status !== 'decided' || !view.appealUntil) return null;
  const actor = await currentPerson();
  const appeals = await listAppeals(actor, view.id);
  const staff = !holds(actor, townRoles, view.town.id);
  const open = now() <= view.appealUntil;
  if (appeals.length === 0 && (staff || !open)) return null;
  return (
    <Section
      id="appeals"
      title="Appeals"
      note={`Rulings ${open ? 'can be appealed until' : 'could be appealed until'} ${instant(view.appealUntil)}.`}
    >
      {appeals.length > 0 ? (
        <AppealsList appeals={appeals} caption="Appeals" staff={staff} towns={false} />
      ) : (
        <p className="prose">
          If {view.town.name} disagrees with the ruling on a step, a contact can appeal it once, on the page of that
          step, with the reason. Somebody who had no part in the ruling looks at it again.
        </p>
      )}
    </Section>
  );
}
