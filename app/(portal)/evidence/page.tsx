import type { Metadata } from 'next';
import { addLink, checkAgain, removeEvidence, renameEvidence } from '@/app/_commands/evidence';
import { LibraryEntryView } from '@/components/submission/evidence/library-entry';
import { LinkForm } from '@/components/submission/evidence/link-form';
import { SpaceMeter } from '@/components/submission/evidence/space-meter';
import { UploadForm } from '@/components/submission/evidence/upload-form';
import { UploadNotice } from '@/components/submission/evidence/upload-notice';
import { Button } from '@/components/ui/button';
import { Crumbs } from '@/components/ui/crumbs';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { TextInput } from '@/components/ui/text-input';
import { currentPerson } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { listEvidence, type Library } from '@/lib/services/evidence/list-evidence';
import { listMyTowns } from '@/lib/services/people/list-my-towns';
import { allowedInWords } from '@/lib/workflow/file-faults';

export const metadata: Metadata = { title: 'Evidence' };

type Asked = {
  town?: string | string[];
  query?: string | string[];
  after?: string | string[];
  upload?: string | string[];
};
const first = (value?: string | string[]): string | undefined => [value].flat()[0] || undefined;

/** A town's library: what is in it, where each piece is cited, and how to add more. */
export default async function EvidencePage({ searchParams }: { searchParams: Promise<Asked> }) {
  const asked = await searchParams;
  const actor = await orNotFound(currentPerson());
  const [town, query] = [first(asked.town), first(asked.query)?.slice(0, 200)];
  const towns = town ? [] : await listMyTowns(actor);
  const wanted = town ?? (towns.length === 1 ? towns[0]?.slug : undefined);
  if (!wanted) return <ChooseTown towns={towns} />;
  const library = await orNotFound(
    listEvidence(actor, { town: wanted, query, after: first(asked.after)?.slice(0, 80) }),
  );
  return (
    <LibraryPage library={library} query={query} outcome={first(asked.upload)} later={Boolean(first(asked.after))} />
  );
}

function ChooseTown({ towns }: { towns: { slug: string; name: string }[] }) {
  return (
    <main id="main" tabIndex={-1}>
      <div className="wrap">
        <PageHead spaced title="Evidence" lede="Each town has a library of its own." />
        {towns.length === 0 ? (
          <Empty title="You belong to no town.">A town contact can invite you; then its library opens here.</Empty>
        ) : (
          <ul>
            {towns.map((town) => (
              <li key={town.slug}>
                <a href={`/evidence?town=${town.slug}`}>Evidence of {town.name}</a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </main>
  );
}

type PageProps = { library: Library; query?: string; outcome?: string; later: boolean };

function LibraryPage({ library, query, outcome, later }: PageProps) {
  const { town, entries, next } = library;
  const mayAdd = library.add.ok === true;
  const here = `/evidence?town=${town.slug}`;
  const words = query ? `&query=${encodeURIComponent(query)}` : '';
  return (
    <>
      <Crumbs trail={[{ label: town.name, href: '/home' }, { label: 'Evidence' }]} />
      <main id="main" tabIndex={-1}>
        <div className="wrap">
          <PageHead
            title={`Evidence of ${town.name}`}
            lede="Files and links that steps cite. Upload once, and use it in as many steps as it shows."
          />
          <UploadNotice outcome={outcome} />
          <div className="cols main-aside">
            <Section title="In the library" note="Newest first." first>
              <Search town={town.slug} query={query} here={here} />
              {entries.length === 0 ? (
                <Nothing query={query} mayAdd={mayAdd} />
              ) : (
                <div className="mt-5 grid gap-6">
                  {entries.map((entry) => (
                    <LibraryEntryView
                      key={entry.id}
                      entry={entry}
                      rename={mayAdd ? renameEvidence : undefined}
                      remove={mayAdd ? removeEvidence : undefined}
                      again={mayAdd ? checkAgain : undefined}
                    />
                  ))}
                </div>
              )}
              {(next || later) && (
                <p className="acts mt-4">
                  {later && <a href={here + words}>The newest</a>}
                  {next && <a href={`${here}${words}&after=${encodeURIComponent(next)}`}>Older evidence</a>}
                </p>
              )}
            </Section>
            <aside>
              <SpaceMeter space={library.space} />
              {mayAdd ? <Adding town={town.id} back={here} outcome={outcome} /> : <ReadOnly library={library} />}
            </aside>
          </div>
        </div>
      </main>
    </>
  );
}

function Search({ town, query, here }: { town: string; query?: string; here: string }) {
  return (
    <form action="/evidence" method="get" role="search" aria-label="Evidence">
      <input type="hidden" name="town" value={town} />
      <TextInput
        id="query"
        name="query"
        type="search"
        label="Look for"
        hint="A word of a title, file name or address."
        defaultValue={query}
      />
      <div className="acts mt-2">
        <Button type="submit" look="second" small>
          Search
        </Button>
        {query && <a href={here}>Show all</a>}
      </div>
    </form>
  );
}

function Nothing({ query, mayAdd }: { query?: string; mayAdd: boolean }) {
  if (query) return <Empty title={`Nothing in the library has “${query}” in it.`}>Try a shorter word.</Empty>;
  return (
    <Empty title="The library is empty.">
      Minutes, screenshots, certificates and web pages belong here: whatever shows reviewers that a step was done.
      {mayAdd && ' Add the first one on this page, or from a step of an application.'}
    </Empty>
  );
}

function Adding({ town, back, outcome }: { town: string; back: string; outcome?: string }) {
  return (
    <>
      <Section title="Upload files" first>
        <UploadForm at={{ town }} id="upload" back={back} outcome={outcome} allowed={allowedInWords} namesPeople />
      </Section>
      <Section title="Add a link">
        <LinkForm action={addLink} at={{ town }} id="add" />
      </Section>
    </>
  );
}

function ReadOnly({ library }: { library: Library }) {
  const reasons = library.add.ok === false ? library.add.reasons : [];
  return <p className="small soft">{reasons.map((reason) => reason.message).join(' ')}</p>;
}
