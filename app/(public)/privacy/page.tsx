import type { Metadata } from 'next';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { Table } from '@/components/ui/table';

export const metadata: Metadata = {
  title: 'Privacy',
  description: 'What the portal keeps about people, who reads it, and what never becomes public.',
};

type Kept = { what: string; why: string; readers: string };

const kept: Kept[] = [
  {
    what: 'Your name, email address and role',
    why: 'To let you in and to show who wrote what',
    readers: 'Your town, its reviewers, coordinators',
  },
  {
    what: 'Answers, evidence and comments',
    why: 'To score and review the application',
    readers: 'Your town, its assigned reviewers, coordinators',
  },
  {
    what: 'People named in answers: contacts, attendance, rosters',
    why: 'The program asks for them as proof',
    readers: 'Your town, its assigned reviewers, coordinators. Never the public',
  },
  {
    what: 'The letters the portal wrote to you, for three months',
    why: 'So that you can read them here as they were sent',
    readers: 'You alone',
  },
  {
    what: 'The text that linked pages held when an application was submitted, for a year after it ended',
    why: 'So that a ruling rests on the page the town meant',
    readers: 'Your town, its reviewers, coordinators',
  },
  {
    what: 'The record: who did what, and when',
    why: 'So that every ruling and decision can be traced',
    readers: 'Coordinators; your town for its own application',
  },
];

/** What is kept about people and who reads it. */
export default function PrivacyPage() {
  return (
    <main id="main" className="wrap" tabIndex={-1}>
      <PageHead
        spaced
        title="Privacy"
        lede="The portal keeps what the program needs to judge an application, and shows the public approved work only."
      />
      <Section first title="What is kept, and who reads it">
        <Table
          caption="What the portal keeps about people"
          columns={[
            { key: 'what', head: 'What', names: true, cell: (row) => <b>{row.what}</b> },
            { key: 'why', head: 'Why', label: 'Why:', cell: (row) => row.why },
            { key: 'readers', head: 'Who reads it', label: 'Read by:', cell: (row) => row.readers },
          ]}
          rows={kept}
          rowKey={(row) => row.what}
        />
      </Section>
      <Section title="What the public sees">
        <div className="prose">
          <p>
            Once a town is certified: its level, the approved actions and their points, and the approved passages and
            files that are meant to be shared. Contacts, rosters, attendance lists and answers about lived experience of
            homelessness are left out, always.
          </p>
        </div>
      </Section>
      <Section title="What must not be uploaded">
        <div className="prose">
          <p>
            Lists that name people or households without a home. A task force may keep one; it does not belong here. The
            portal looks for the signs of such a list and warns you, but you know better than it does what a file holds.
            If one was uploaded by mistake, tell a coordinator at once.
          </p>
        </div>
      </Section>
      <Section title="Your browser">
        <div className="prose">
          <p>
            Cookies keep you signed in and do nothing else; they are worthless after you sign out. There is no tracking,
            no advertising and no measurement by others. If the connection drops while you type, unsent text may wait on
            your device until it can be sent; fields about people are never stored there.
          </p>
        </div>
      </Section>
      <Section title="Corrections and removal">
        <div className="prose">
          <p>
            Correct your own answers while a step is open, and your name and email address on the page of your account.
            For anything else ask a coordinator; <a href="/help">Help and how to reach us</a> says how. Entries of the
            record cannot be rewritten, because rulings and levels rest on them; a correction is added beside the entry.
          </p>
        </div>
      </Section>
    </main>
  );
}
