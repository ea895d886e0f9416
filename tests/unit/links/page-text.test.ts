import { describe, expect, it, vi } from 'vitest';
import { pageText } from '@/lib/links/page-text';

const html = (text: string, type = 'text/html; charset=utf-8') => pageText(Buffer.from(text), type);

describe('what is held of a page', () => {
  it('is its title and the beginning of its text, without what nobody reads', () => {
    const page = html(
      '<!doctype html><head><title>Board &#8212; minutes</title><style>p{}</style></head><!-- a > b --><body>' +
        '<script>alert("<p>")</script><p>One&nbsp;two</p>\n<p title="a">three &lt;four&gt;</p></body>',
    );
    expect(page).toMatchObject({ title: 'Board — minutes', extract: 'One two three <four>' });
  });

  it('is its text line by line, of which no script, handler, address or picture is left', () => {
    const page = html(
      '<h1>Resolution 12</h1><script>steal()</script><p onclick="steal()">Adopted\n June 3.</p><ul><li>Ayes: 5</li>' +
        '<li><a href="javascript:steal()">Nays</a>: 0<br>None away</li></ul><img src=x onerror="steal()">' +
        '<iframe srcdoc="<script>steal()</script>"></iframe><style>p{background:url(//steal)}</style>' +
        '<svg onload="steal()"><text>steal</text></svg><!-- steal() -->End',
    );
    expect(page?.text).toBe('Resolution 12\nAdopted June 3.\nAyes: 5\nNays : 0\nNone away\nEnd');
    expect(JSON.stringify(page)).not.toMatch(/steal|javascript/);
  });

  it('is plain: one line, no control characters, none that turn the direction', () => {
    const page = html('<title>a\u202Eb\u0000c\nd</title>x\u200By\u0007z');
    expect(page).toMatchObject({ title: 'ab c d', extract: 'xy z' });
  });

  it('is bounded', () => {
    const page = html(`<title>${'t'.repeat(5000)}</title>${'word '.repeat(5000)}`);
    expect(page?.title?.length).toBeLessThanOrEqual(200);
    expect(page?.extract).toHaveLength(400);
    expect(page?.text).toHaveLength(12_000);
  });

  it('has a hash that changes with the text and not with the markup', () => {
    const hash = html('<p>Passed.</p>')?.hash;
    expect(html('<div class="new"><b>Passed.</b></div>')?.hash).toBe(hash);
    expect(html('<p>Repealed.</p>')?.hash).not.toBe(hash);
  });

  it('is nothing for what is not text, and reads the page’s own letters', () => {
    expect(html('%PDF-1.7', 'application/pdf')).toBeNull();
    expect(pageText(Buffer.from([0x63, 0x61, 0x66, 0xe9]), 'text/plain; charset=iso-8859-1')).toMatchObject({
      extract: 'café',
    });
    expect(html('plain <b>', 'text/plain; charset=no-such')).toMatchObject({ title: null, extract: 'plain <b>' });
  });

  it.each(['<script>', '<!--', '<', '<title>', '&#x', '<p a="', '</', '<svg><', '&amp'])(
    'is read a few times over, and no more, of half a megabyte of %s',
    (piece) => {
      const indexOf = String.prototype.indexOf;
      let looked = 0;
      const spy = vi.spyOn(String.prototype, 'indexOf').mockImplementation(function (this: string, ...asked) {
        const found = indexOf.apply(this, asked);
        looked += (found < 0 ? this.length : found) - (asked[1] ?? 0) + 1;
        // Said at once: what looks again and again would take minutes to end.
        if (looked > 4 * 512 * 1024) throw new Error('Looked at again and again');
        return found;
      });
      try {
        html(piece.repeat(Math.ceil((512 * 1024) / piece.length)));
      } finally {
        spy.mockRestore();
      }
      expect(looked).toBeGreaterThan(0);
    },
  );
});
