import { Mast } from '@/components/ui/mast';
import { Section } from '@/components/ui/section';
import type { TownReport } from '@/lib/workflow/public-views';
import { shortDay } from '@/lib/words';
import { History } from './report-aside';

/** The page of a town without a certification in force: what is known, and nothing more. */
export function TownQuiet({ town, history }: Pick<TownReport, 'town' | 'history'>) {
  const registered = town.standing === 'registered';
  const before = history.length > 0;
  const ended = history[0]?.ended;
  return (
    <main id="main" tabIndex={-1}>
      <Mast
        trail={[{ label: 'Towns', href: '/towns' }, { label: town.name }]}
        title={town.name}
        lede={
          registered
            ? `${town.name} is registered. ${ended ? `Its certification of ${shortDay(history[0]!.awardedOn)} was ${ended.as} on ${shortDay(ended.on)}.` : before ? 'No certification is in force today.' : 'It has no certification yet.'}`
            : `There is no record of ${town.name} in this portal. That says nothing about what the town does.`
        }
        note={`Member of the ${town.council}.`}
      />
      <div className="wrap">
        <div className="cols main-aside mt-10">
          <Section first title={before ? 'Earlier certifications' : 'What would stand here'}>
            {before ? (
              <History history={history} />
            ) : (
              <div className="prose">
                <p>
                  Once a coordinator has decided on a level, this page shows it: how it was reached, points by category,
                  and each approved action in the town’s own words.
                </p>
                <p>
                  <a href="/towns">See the certified towns</a>, or <a href="/actions">read the actions</a> a town can
                  choose from.
                </p>
              </div>
            )}
          </Section>
          <aside>
            <Section first title={registered ? 'For the town’s people' : 'Is this your town?'}>
              <p className="small">
                {registered ? (
                  <>
                    Contacts, editors and helpers <a href="/sign-in">sign in</a> to work on an application. A contact of
                    the town can invite you.
                  </>
                ) : (
                  <>
                    A town takes part once its governing body has passed a resolution, named a contact and formed a
                    team. <a href="/how-it-works#way">How it goes on from there</a>
                  </>
                )}
              </p>
            </Section>
          </aside>
        </div>
      </div>
    </main>
  );
}
