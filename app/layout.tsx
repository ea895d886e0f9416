import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import './globals.css';

const serif = localFont({
  src: '../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-normal.woff2',
  weight: '200 900',
  style: 'normal',
  display: 'swap',
  variable: '--face-serif',
  adjustFontFallback: 'Times New Roman',
});

const sans = localFont({
  src: '../node_modules/@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2',
  weight: '100 900',
  style: 'normal',
  display: 'swap',
  variable: '--face-sans',
  adjustFontFallback: 'Arial',
});

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
    <html lang="en-US" className={`${serif.variable} ${sans.variable}`}>
      <body>{children}</body>
    </html>
  );
}
