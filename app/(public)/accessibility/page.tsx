import type { Metadata } from 'next';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';

export const metadata: Metadata = {
  title: 'Accessibility',
  description: 'What the portal promises, what it cannot promise yet, and how to tell us.',
};

/** The accessibility statement. */
export default function AccessibilityPage() {
  return (
    <main id="main" className="wrap" tabIndex={-1}>
      <PageHead
        spaced
        title="Accessibility"
        lede="Everyone who works on an application should be able to finish it. This page says what we hold ourselves to and where we know we fall short."
      />
      <Section first title="What we hold ourselves to">
        <div className="prose">
          <p>
            The Web Content Accessibility Guidelines 2.2 at level AA, on every page and in every state of it. In
            particular:
          </p>
          <ul>
            <li>Everything can be done with a keyboard alone, and you always see where you are.</li>
            <li>Text can grow to four times its size, and a screen 320 pixels wide never scrolls sideways.</li>
            <li>A status is told by a word and a shape, never by color alone.</li>
            <li>Charts have the same figures in words or as a table.</li>
            <li>Errors are listed first, and each leads to the field it is about.</li>
            <li>Nothing moves on its own, and what you typed is kept when you are interrupted.</li>
            <li>The way from first answer to submission works without JavaScript.</li>
          </ul>
        </div>
      </Section>
      <Section title="Where we fall short">
        <div className="prose">
          <ul>
            <li>
              Evidence is uploaded by towns. A scanned page or a photograph may have no text that a screen reader can
              read; ask the town or a coordinator for another form of it.
            </li>
            <li>There is no dark version. Your system’s high contrast colors are followed.</li>
            <li>No outside body has audited the portal yet.</li>
          </ul>
        </div>
      </Section>
      <Section title="Tell us">
        <div className="prose">
          <p>
            If something stands in your way, tell a program coordinator which page it was and what you use to read it.{' '}
            <a href="/help">Help and how to reach us</a> says how. If it costs you time before a deadline, a coordinator
            can move that deadline for your town.
          </p>
        </div>
      </Section>
    </main>
  );
}
