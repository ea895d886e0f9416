import type { Metadata } from 'next';
import { cache } from 'react';
import { LetterRead } from '@/components/review/letter-read';
import { PrintButton } from '@/components/submission/print-button';
import { Crumbs } from '@/components/ui/crumbs';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { currentPerson } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { listLetters } from '@/lib/services/certifications/list-letters';
import { instant } from '@/lib/words';

type Props = { params: Promise<{ id: string }> };

const read = cache(async (id: string) => orNotFound(listLetters(await currentPerson(), id)));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const view = await read((await params).id);
  return { title: `Letters to ${view.town.name}, ${view.year}` };
}

/** What the program wrote to a town about the decision on its application, latest first. */
export default async function LettersPage({ params }: Props) {
  const view = await read((await params).id);
  return (
    <>
      <Crumbs
        trail={[
          { label: view.town.name, href: '/home' },
          { label: `${view.year} application`, href: `/applications/${view.application}` },
          { label: 'Letters' },
        ]}
      />
      <main id="main" tabIndex={-1}>
        <div className="wrap">
          <PageHead
            title={`Letters to ${view.town.name}`}
            lede={`About the ${view.year} application`}
            actions={<PrintButton />}
          />
          {view.letters.map((letter, index) => (
            <Section
              key={letter.id}
              first={index === 0}
              id={`letter-${letter.id}`}
              title={instant(letter.at)}
              note={`Sent by ${letter.by}`}
            >
              <LetterRead letter={letter} />
            </Section>
          ))}
        </div>
      </main>
    </>
  );
}
