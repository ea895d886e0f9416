import type { Role } from '@/lib/access/actor';
import type { TownKey } from './towns';

export type DemonstrationPerson = {
  name: string;
  email: string;
  memberships: { role: Role; town?: TownKey }[];
};

const inTown = (role: Role, town: TownKey, name: string, email: string): DemonstrationPerson => ({
  name,
  email,
  memberships: [{ role, town }],
});

const ofProgram = (role: Role, name: string, email: string): DemonstrationPerson => ({
  name,
  email,
  memberships: [{ role }],
});

/** The people of the demonstration. All invented; `.example` addresses belong to nobody. */
export const people = {
  maya: inTown('contact', 'aldbrook', 'Maya Ortiz', 'maya.ortiz@aldbrook.example'),
  ken: inTown('contact', 'aldbrook', 'Ken Abara', 'ken.abara@aldbrook.example'),
  tom: inTown('editor', 'aldbrook', 'Tom Breslin', 'tom.breslin@aldbrook.example'),
  ines: inTown('viewer', 'aldbrook', 'Ines Farrow', 'ines.farrow@aldbrook.example'),
  noor: {
    name: 'Noor Haddad',
    email: 'noor.haddad@millbrookvalley.example',
    memberships: [
      { role: 'helper', town: 'aldbrook' },
      { role: 'helper', town: 'pennyHollow' },
      { role: 'helper', town: 'eastmere' },
    ],
  },
  abel: inTown('contact', 'harrowMills', 'Abel Quist', 'abel.quist@harrowmills.example'),
  wanda: inTown('editor', 'harrowMills', 'Wanda Osei', 'wanda.osei@harrowmills.example'),
  lena: inTown('contact', 'pennyHollow', 'Lena Marsh', 'lena.marsh@pennyhollow.example'),
  omar: inTown('contact', 'stoneferry', 'Omar Vance', 'omar.vance@stoneferry.example'),
  greta: inTown('contact', 'wrenfield', 'Greta Ilves', 'greta.ilves@wrenfield.example'),
  paul: inTown('contact', 'quillford', 'Paul Adeyemi', 'paul.adeyemi@quillford.example'),
  rosa: inTown('contact', 'tamarack', 'Rosa Lindgren', 'rosa.lindgren@tamarack.example'),
  hugh: inTown('contact', 'marrowBridge', 'Hugh Calloway', 'hugh.calloway@marrowbridge.example'),
  sara: inTown('contact', 'otterFalls', 'Sara Beaumont', 'sara.beaumont@otterfalls.example'),
  dev: inTown('contact', 'eastmere', 'Dev Anand Rao', 'dev.rao@eastmere.example'),
  carl: inTown('contact', 'larkspurLanding', 'Carl Winther', 'carl.winther@larkspurlanding.example'),
  edie: inTown('contact', 'fallowdale', 'Edie Novak', 'edie.novak@fallowdale.example'),
  nils: inTown('contact', 'hatherley', 'Nils Arden', 'nils.arden@hatherley.example'),
  ada: inTown('contact', 'brindleCorners', 'Ada Renwick', 'ada.renwick@brindlecorners.example'),
  jo: ofProgram('reviewer', 'Jo Lindqvist', 'jo.lindqvist@reviewers.example'),
  samir: ofProgram('reviewer', 'Samir Okafor', 'samir.okafor@reviewers.example'),
  tove: ofProgram('reviewer', 'Tove Halloran', 'tove.halloran@reviewers.example'),
  ruth: ofProgram('coordinator', 'Ruth Delaney', 'ruth.delaney@program.example'),
  miriam: ofProgram('coordinator', 'Miriam Castell', 'miriam.castell@program.example'),
} as const satisfies Record<string, DemonstrationPerson>;

export type PersonKey = keyof typeof people;
