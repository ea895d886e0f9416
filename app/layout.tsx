import type { Metadata, Viewport } from 'next';
import { faces } from './faces';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Town Green', template: '%s · Town Green' },
  description: 'The certification portal of Sustainable CT: towns apply, reviewers rule, and every point is explained.',
  formatDetection: { telephone: false, date: false, address: false, email: false },
};

export const viewport: Viewport = { themeColor: '#0f3a28', colorScheme: 'light' };

// Each answer carries a policy with a nonce of its own, the page for a wrong address included: none is made beforehand.
export const dynamic = 'force-dynamic';

/** The page itself: language, faces and styles. Headers come from the layouts below; nothing is fetched here. */
export default function RootLayout({ children }: { children: React.ReactNode }) {
  return (
    <html lang="en-US" className={faces}>
      <body>{children}</body>
    </html>
  );
}
