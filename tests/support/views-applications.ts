import type { Page } from '@playwright/test';
import { people } from '@/prisma/demonstration/people';
import { appealPath, applicationPath } from './demonstration';
import { expect } from './fixtures';
import { desk, form, press, type View } from './views';

const { ada, maya, tom, ines, noor, abel, dev, omar, paul, rosa, hugh, sara, carl, lena, jo, samir, ruth } = people;
const workforce = 'municipal-workforce-homelessness';

/** Pages as axe looks at them: applications, their forms and desks. */
export const applicationsViews: View[] = [
  { route: '/home', who: maya },
  { route: '/home', who: noor },
  { route: '/home', who: carl },
  { route: '/home', who: jo },
  { route: '/home', at: '/home?category=12&sort=due', who: jo, state: 'queue narrowed' },
  { route: '/home', who: ruth },
  { route: '/evidence', at: '/evidence?town=aldbrook', who: maya },
  { route: '/evidence', at: '/evidence?town=aldbrook', who: ines },
  { route: '/evidence', who: noor, state: 'which town' },
  { route: '/applications/new', at: '/applications/new?town=larkspur-landing', who: carl },
  { route: '/applications/[id]', at: () => applicationPath('eastmere'), who: dev, state: 'blank' },
  { route: '/applications/[id]', at: () => applicationPath('aldbrook'), who: maya, state: 'returned' },
  { route: '/applications/[id]', at: () => applicationPath('aldbrook'), who: ines, state: 'returned' },
  { route: '/applications/[id]', at: () => applicationPath('harrowMills'), who: abel, state: 'draft' },
  { route: '/applications/[id]', at: () => applicationPath('stoneferry'), who: omar, state: 'submitted' },
  { route: '/applications/[id]', at: () => applicationPath('stoneferry'), who: ruth, state: 'to assign' },
  { route: '/applications/[id]', at: () => applicationPath('wrenfield'), who: jo, state: 'in review' },
  { route: '/applications/[id]', at: () => applicationPath('marrowBridge'), who: samir, state: 'second round' },
  { route: '/applications/[id]', at: () => applicationPath('marrowBridge'), who: hugh, state: 'second round' },
  { route: '/applications/[id]', at: () => applicationPath('quillford'), who: paul, state: 'reviewed' },
  { route: '/applications/[id]', at: () => applicationPath('quillford'), who: ruth, state: 'decision due' },
  { route: '/applications/[id]', at: () => applicationPath('tamarack'), who: rosa, state: 'certified' },
  { route: '/applications/[id]', at: () => applicationPath('otterFalls'), who: sara, state: 'withdrawn' },
  { route: '/applications/[id]', at: () => applicationPath('brindleCorners'), who: ruth, state: 'appealed' },
  { route: '/appeals/[id]', at: () => appealPath('brindleCorners'), who: ada, state: 'waiting' },
  { route: '/appeals/[id]', at: () => appealPath('brindleCorners'), who: ruth, state: 'to assign' },
  { ...form('brindleCorners', 'unit-based-pricing', '1', ada), state: 'appealed' },
  { ...form('brindleCorners', 'affordable-housing-plan', '1', ada), state: 'appeal ruled on' },
  { ...form('brindleCorners', 'optimize-for-equity', '1', ada), state: 'appeal open', act: openAppeal },
  { ...desk('brindleCorners', 'optimize-for-equity', '1', ruth), state: 'points open', act: openPoints },
  { route: '/applications/[id]/add', at: () => applicationPath('eastmere', '/add'), who: dev },
  { route: '/applications/[id]/check', at: () => applicationPath('aldbrook', '/check'), who: maya },
  { route: '/applications/[id]/check', at: () => applicationPath('aldbrook', '/check'), who: tom },
  { route: '/applications/[id]/check', at: () => applicationPath('eastmere', '/check'), who: dev, state: 'blank' },
  { route: '/applications/[id]/record', at: () => applicationPath('marrowBridge', '/record'), who: hugh },
  { route: '/applications/[id]/record', at: () => applicationPath('marrowBridge', '/record'), who: ruth },
  { route: '/applications/[id]/receipt', at: () => applicationPath('stoneferry', '/receipt'), who: omar },
  ...['1a', '1b', '2', '2+', '3', 'partners'].map((step) => form('pennyHollow', workforce, step, lena)),
  { ...form('pennyHollow', workforce, '2', lena), state: 'row open', act: press(/^Edit/) },
  { ...form('pennyHollow', workforce, '2', lena), state: 'evidence open', act: openEvidence },
  {
    ...form('pennyHollow', workforce, '2+', lena),
    at: () => applicationPath('pennyHollow', `/${workforce}?check=1&step=2%2B`),
    state: 'after the check',
  },
  form('pennyHollow', 'optimize-for-equity', '1', lena),
  { ...form('aldbrook', workforce, '1b', maya), state: 'returned' },
  { ...form('aldbrook', workforce, '1b', maya), state: 'row open', act: press(/^Edit/) },
  { ...form('aldbrook', workforce, '1b', maya), state: 'pasting', act: paste },
  { ...form('aldbrook', workforce, '1a', maya), state: 'locked' },
  { ...form('aldbrook', 'optimize-for-equity', '1', maya), state: 'row open', act: press(/^Edit/) },
  form('aldbrook', 'pocd-sustainability', '1', tom),
  form('aldbrook', 'cultural-assets', '1', maya),
  { ...form('aldbrook', workforce, '1a', ines), state: 'reader' },
  desk('wrenfield', workforce, '1b', jo),
  desk('wrenfield', 'optimize-for-equity', '1', jo),
  { ...desk('wrenfield', workforce, '2', jo), state: 'refused', act: press('Record the ruling') },
  { ...desk('wrenfield', workforce, '1a', jo), state: 'preview', act: openPreview },
  desk('marrowBridge', 'affordable-housing-plan', '1', samir),
  desk('quillford', workforce, '1a', ruth),
  {
    route: '/applications/[id]/[action]/check',
    at: () => applicationPath('aldbrook', `/${workforce}/check`),
    who: maya,
  },
  {
    route: '/applications/[id]/[action]/check',
    at: () => applicationPath('aldbrook', '/cultural-assets/check'),
    who: tom,
  },
];

async function paste(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Paste rows' }).click();
  await page
    .getByLabel('Pasted rows')
    .fill(
      'Ada Quill\tStaff\tada@aldbrook.example\tHousing First\tHousing first\tThe Forum\t1/9/2024\t1/9/2024\nBo\tStaff',
    );
  await expect(page.getByRole('button', { name: 'Add 2 rows' })).toBeVisible();
}

async function openAppeal(page: Page): Promise<void> {
  await page
    .getByText(/^Appeal the ruling on step/)
    .first()
    .click();
  await expect(page.getByLabel('What is wrong with the ruling, and why')).toBeVisible();
}

async function openPoints(page: Page): Promise<void> {
  await page.getByText('Correct the points of this step').click();
  await expect(page.getByRole('button', { name: 'Propose the correction' })).toBeVisible();
}

async function openEvidence(page: Page): Promise<void> {
  const evidence = page.getByRole('group', { name: 'Meeting documents', exact: true });
  for (const part of ['Upload files', 'Use one from the library', 'Add a link'])
    await evidence.getByText(part, { exact: true }).click();
  await expect(evidence.getByRole('button', { name: 'Add the link' })).toBeVisible();
}

async function openPreview(page: Page): Promise<void> {
  // The first piece is open by itself where there is room for it.
  await expect(page.getByRole('link', { name: 'Whole file' })).toBeVisible();
}
