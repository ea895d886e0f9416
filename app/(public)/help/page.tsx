import type { Metadata } from 'next';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';

export const metadata: Metadata = {
  title: 'Help and how to reach us',
  description: 'Whom to ask about an application, a ruling, a deadline or a fault of the portal.',
};

/** Whom to ask, and what to have at hand. */
export default function HelpPage() {
  return (
    <main id="main" className="wrap" tabIndex={-1}>
      <PageHead
        spaced
        title="Help and how to reach us"
        lede="Most questions have one person who can answer them. Start there."
      />
      <Section first title="Your town’s contact" note="About the application itself">
        <div className="prose">
          <p>
            A contact adds people to the town, gives them their rights and submits. Ask them if you cannot see your
            town, if you can read but not write, or if a colleague has left. The page People names the contacts of your
            town.
          </p>
        </div>
      </Section>
      <Section title="A reviewer’s reason" note="About a ruling">
        <div className="prose">
          <p>
            Every ruling has its reason beside it, and a returned step says what to fix. If the reason leaves you in
            doubt, ask a coordinator to put your question to the reviewer, and name the step.
          </p>
        </div>
      </Section>
      <Section title="A program coordinator" note="About everything else">
        <div className="prose">
          <p>Ask a coordinator of Sustainable CT</p>
          <ul>
            <li>to register your town or name its first contact;</li>
            <li>for a later deadline, with the reason, before the round closes;</li>
            <li>to look again at a decision, or to change who reviews;</li>
            <li>when you cannot sign in and no contact of your town can help;</li>
            <li>when a page shows a fault: give them its reference number.</li>
          </ul>
          <p>
            Write to the coordinator who registered your town, or use the addresses on the program’s own site,{' '}
            <a href="https://sustainablect.org">sustainablect.org</a>.
          </p>
        </div>
      </Section>
      <Section title="What to have at hand" note="It saves a second message">
        <div className="prose">
          <ul>
            <li>The town, the year and the action, for example “Aldbrook, 2024, step 1b”.</li>
            <li>What you did, and what you expected to happen.</li>
            <li>The reference number or receipt number, if the page gave one.</li>
          </ul>
          <p>
            Never send your password, and never send lists of people without a home. Nobody who works for the program
            will ask you for either.
          </p>
        </div>
      </Section>
    </main>
  );
}
