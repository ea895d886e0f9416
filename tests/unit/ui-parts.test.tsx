import { renderToStaticMarkup as html } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { RuleAppealForm } from '@/components/appeals/rule-form';
import { Button } from '@/components/ui/button';
import { Choices } from '@/components/ui/choices';
import { DateInput } from '@/components/ui/date-input';
import { ErrorSummary } from '@/components/ui/error-summary';
import { LevelScale, scaleSentence } from '@/components/ui/level-scale';
import { Medal } from '@/components/ui/medal';
import { currentItem } from '@/components/ui/nav-links';
import { plateLetter } from '@/components/ui/plate';
import { PointsTriple } from '@/components/ui/points';
import { Table } from '@/components/ui/table';
import { Tag, type TagKind } from '@/components/ui/tag';
import { TextInput } from '@/components/ui/text-input';

describe('a blocked button', () => {
  const blocked = html(
    <Button type="submit" blocked="Not yet: 3 returned steps are open.">
      Submit round 2
    </Button>,
  );

  it('cannot submit, keeps its focus and names the open rule', () => {
    expect(blocked).toContain('type="button"');
    expect(blocked).toContain('aria-disabled="true"');
    expect(blocked).not.toMatch(/ disabled/);
    const reason = /aria-describedby="([^"]+)"/.exec(blocked)?.[1];
    expect(blocked).toContain(`id="${reason}">Not yet: 3 returned steps are open.`);
  });

  it('submits once nothing blocks it', () => {
    const free = html(
      <Button type="submit" blocked={undefined}>
        Submit round 2
      </Button>,
    );
    expect(free).toContain('type="submit"');
    expect(free).not.toContain('aria-disabled');
  });
});

describe('ruling on an appeal', () => {
  const form = (noGrant: string | null) =>
    html(
      <RuleAppealForm
        action={() => Promise.resolve({ ok: true, value: null })}
        user="u"
        appeal="a"
        town="Aldbrook"
        before={5}
        noGrant={noGrant}
        given={{ documented: 10, max: 10, choices: [5, 10], rows: [], ticked: [], each: 0 }}
      />,
    );

  it('offers no grant where none is possible, says why beforehand, and still upholds', () => {
    const closed = form('The certification was revoked.');
    expect(closed).toContain('The certification was revoked.');
    expect(closed).toContain('<input type="hidden" name="outcome" value="upheld"/>');
    expect(closed).not.toMatch(/type="radio"|name="points"|Grant the appeal/);
    expect(closed).toMatch(/type="submit"[^>]*>Uphold the ruling</);
  });

  it('offers both otherwise', () => {
    expect(form(null).match(/type="radio"[^>]*value="[^"]+"/g)).toHaveLength(2);
    expect(form(null)).toContain('name="points"');
  });
});

describe('fields', () => {
  it('tie hint and error to the control', () => {
    const field = html(<TextInput id="link" name="link" label="Link" hint="With https" error="Enter the link" />);
    expect(field).toContain('<label for="link">');
    expect(field).toContain('aria-describedby="link-hint link-error"');
    expect(field).toContain('aria-invalid="true"');
    expect(field).toMatch(/id="link-error".*Enter the link/);
  });

  it('post a date as three named inputs, month first, and keep an unfinished one', () => {
    const field = html(<DateInput id="last" name="last" label="Last day" defaultValue="2024-9-" />);
    const inputs = [...field.matchAll(/<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)].map(([, n, v]) => [n, v]);
    expect(inputs).toEqual([
      ['last.month', '9'],
      ['last.day', ''],
      ['last.year', '2024'],
    ]);
    expect(field).toMatch(/<input[^>]*id="last"[^>]*name="last\.month"/);
  });

  it('put the id of a group on its first choice, where an error link lands', () => {
    const options = [
      { value: 'y', label: 'Yes' },
      { value: 'n', label: 'No' },
    ];
    const group = html(<Choices id="team" type="radio" name="team" label="On the team" options={options} />);
    expect(group.match(/id="team"/g)).toHaveLength(1);
    expect(group).toMatch(/<input type="radio" id="team"[^>]*value="y"/);
  });

  it('are listed by the summary, each with its link', () => {
    const errors = [{ message: 'Row 9: enter the last day', fieldId: 'row9' }, { message: 'Add a row' }];
    const summary = html(<ErrorSummary errors={errors} />);
    expect(summary).toContain('2 things to mend');
    expect(summary).toContain('<a href="#row9">Row 9: enter the last day</a>');
    expect(summary).toContain('<li>Add a row</li>');
    expect(html(<ErrorSummary errors={[]} />)).toBe('');
  });
});

describe('points', () => {
  it('stand in their order with their words', () => {
    const text = html(<PointsTriple claimed={30} documented={20} awarded={null} />).replace(/<[^>]+>/g, ' ');
    expect(text.replace(/\s+/g, ' ').trim()).toBe('Claimed 30 Documented 20 Awarded no ruling');
  });

  const thresholds = [
    { label: 'Bronze', points: 200 },
    { label: 'Silver', points: 400 },
  ];

  it('are told in one sentence beside the drawing', () => {
    expect(scaleSentence({ claimed: 480, documented: 430, awarded: 360 }, thresholds)).toBe(
      'Claimed 480, documented 430, awarded 360. Bronze starts at 200 points. Silver starts at 400 points.',
    );
  });

  it('never run past the end of the scale', () => {
    const drawing = html(<LevelScale claimed={860} documented={0} awarded={0} thresholds={thresholds} />);
    const wide = drawing.slice(0, drawing.indexOf('</svg>'));
    const bar = /<rect class="hollow"[^>]*x="([\d.]+)"[^>]*width="([\d.]+)"/.exec(wide);
    expect(Number(bar?.[1]) + Number(bar?.[2])).toBeLessThanOrEqual(1104);
    expect(wide).not.toContain('class="solid"');
  });
});

describe('status and level', () => {
  const kinds: TagKind[] = ['none', 'begun', 'ready', 'sent', 'turn', 'ok', 'no', 'locked', 'unknown'];
  it('have a shape of their own for every kind, beside the word', () => {
    const drawn = kinds.map((kind) => /<svg.*<\/svg>/.exec(html(<Tag kind={kind}>Word</Tag>))?.[0]);
    expect(new Set(drawn).size).toBe(kinds.length);
  });

  it.each([
    ['Bronze', 1],
    ['Silver', 2],
    ['Gold', 3],
  ] as const)('%s fills %i lawns', (level, filled) => {
    expect(html(<Medal level={level} />).match(/fill="var\(/g)).toHaveLength(filled);
  });

  it('have a letter, or the dash', () => {
    expect(['Bronze', 'Silver', 'Gold', 'Registered', 'Not taking part', null].map(plateLetter)).toEqual([
      'B',
      'S',
      'G',
      'R',
      '–',
      '–',
    ]);
  });
});

describe('a table', () => {
  it('keeps its roles and labels where it is folded', () => {
    const table = html(
      <Table
        caption="Approved actions"
        columns={[
          { key: 'name', head: 'Action', names: true, cell: (row: { n: string }) => row.n, sum: 'Total' },
          { key: 'points', head: 'Points', label: 'Points:', numeric: true, cell: () => 30, sum: 30 },
        ]}
        rows={[{ n: '1.1' }]}
        rowKey={(row) => row.n}
      />,
    );
    expect(table).toContain('<th role="rowheader" scope="row">1.1</th>');
    expect(table).toContain('<td role="cell" class="n" data-l="Points:">30</td>');
    expect(table).toMatch(/<tfoot.*Total.*30/);
  });
});

describe('the main navigation', () => {
  const items = ['/', '/towns', '/applications', '/applications/all'].map((href) => ({ href, label: href }));
  it.each([
    ['/', '/'],
    ['/towns', '/towns'],
    ['/towns/harrow-mills', '/towns'],
    ['/townships', undefined],
    ['/applications/all/7', '/applications/all'],
    ['/applications/42', '/applications'],
  ])('at %s marks %s', (path, href) => {
    expect(currentItem(items, path)?.href).toBe(href);
  });
});
