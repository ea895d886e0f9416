import { describe, expect, it } from 'vitest';
import { linkFault, mostBytes, pageOf } from '@/lib/workflow/evidence';
import { faultOf } from '@/lib/workflow/file-faults';

describe('a pinpoint', () => {
  it.each([
    ['page 4', 4],
    ['pages 2 to 4', 2],
    ['Page 12, item 6', 12],
    ['p. 7', 7],
    ['pp. 3-5', 3],
    ['9', 9],
    ['section 4', 1],
    ['at 12:30', 1],
    ['whole picture', 1],
    ['page 0', 1],
    ['', 1],
    [null, 1],
  ])('%j opens at page %i', (pinpoint, page) => {
    expect(pageOf(pinpoint)).toBe(page);
  });
});

describe('a link', () => {
  it.each(['https://aldbrook.example', 'http://aldbrook.example/a?b=c#d', 'HTTPS://ALDBROOK.EXAMPLE'])(
    '%s can be kept',
    (address) => {
      expect(linkFault(address)).toBeNull();
    },
  );

  it.each([
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:https://a.example/1',
    'mailto:a@b.example',
    'aldbrook.example',
    '',
    'https://user:secret@aldbrook.example',
  ])('%j cannot', (address) => {
    expect(linkFault(address)).not.toBeNull();
  });
});

describe('a file before it is sent', () => {
  it.each([
    ['a.pdf', 1, null],
    ['a.pdf', mostBytes, null],
    ['a.pdf', mostBytes + 1, /25 MB/],
    ['a.pdf', 0, /empty/],
    ['a.svg', 1, /not taken/],
    ['a.html', 0, /not taken/],
  ])('%s of %i bytes', (name, size, fault) => {
    const found = faultOf({ name, size });
    if (fault) expect(found).toMatch(fault);
    else expect(found).toBeNull();
  });
});
