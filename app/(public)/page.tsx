import type { Metadata } from 'next';
import { CertifiedTowns } from '@/components/public/certified-towns';
import { LevelCriteria } from '@/components/public/level-criteria';
import { SearchForm } from '@/components/public/search-form';
import { Empty } from '@/components/ui/empty';
import { LinkButton } from '@/components/ui/link-button';
import { Mast } from '@/components/ui/mast';
import { Section } from '@/components/ui/section';
import { currentActor } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { getFrontPage } from '@/lib/services/public/get-front-page';
import { count } from '@/lib/words';

export const metadata: Metadata = { title: { absolute: 'Town Green: the certification portal of Sustainable CT' } };

/** What the portal is, for whom, how levels work, and who is certified. */
export default async function FrontPage() {
  const { levels, years, actions, categories, towns, certified } = await orNotFound(getFrontPage(await currentActor()));
  return (
    <main id="main" tabIndex={-1}>
      <Mast
        title="What a town has done, shown and certified"
        lede="Connecticut’s municipalities apply here for Sustainable CT certification. Reviewers from outside rule on each step, and every point keeps its reason."
      >
        <div className="acts mt-6">
          <LinkButton href="/towns" look="second">
            See the certified towns
          </LinkButton>
          <a href="/how-it-works">How it works</a>
        </div>
      </Mast>
      <div className="wrap">
        <div className="cols main-aside mt-10">
          <Section
            first
            title="Certified today"
            note={certified.length > 0 ? count(certified.length, 'town') : undefined}
          >
            {certified.length > 0 ? (
              <CertifiedTowns towns={certified} />
            ) : (
              <Empty title="No town is certified here yet.">
                A town appears here on the day a coordinator decides on its level.
              </Empty>
            )}
            <div className="mt-6">
              <SearchForm action="/towns" label="Find a town" hint={`One of ${towns}, or a council of governments`} />
            </div>
          </Section>
          <aside>
            <Section first title="Three levels" note={`Each holds for ${years} years`}>
              <LevelCriteria levels={levels} />
              <p className="small mt-3">
                <a href="/how-it-works#levels">What the levels ask for, and why</a>
              </p>
            </Section>
          </aside>
          <Section title="Whose place this is">
            <dl className="facts">
              <div>
                <dt>Towns</dt>
                <dd>
                  choose actions, tell what they did, attach what shows it, and see at each keystroke what it is worth.
                </dd>
              </div>
              <div>
                <dt>Reviewers</dt>
                <dd>read answer beside requirement and rule on each step, with points and a reason.</dd>
              </div>
              <div>
                <dt>Coordinators</dt>
                <dd>assign, keep the deadlines and decide on the level.</dd>
              </div>
              <div>
                <dt>Everyone</dt>
                <dd>
                  reads <a href="/actions">the {count(actions, 'action')}</a> in{' '}
                  {count(categories, 'category', 'categories')}, and what was approved in each certified town.
                </dd>
              </div>
            </dl>
            <p className="small soft mt-4">
              Names, contacts and rosters of people are never shown here, and neither is work that was not approved.
            </p>
          </Section>
        </div>
      </div>
    </main>
  );
}
