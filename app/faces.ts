import localFont from 'next/font/local';

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

/** The classes by which a page has its two faces. */
export const faces = `${serif.variable} ${sans.variable}`;
