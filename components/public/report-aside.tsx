import { Section } from '@/components/ui/section';
import { Timeline } from '@/components/ui/timeline';
import type { TownReport } from '@/lib/workflow/public-views';
import { dateInWords } from '@/lib/rulebook/dates';
import { shortDay } from '@/lib/words';
import { levelName } from './level-word';
import { PrintButton } from './print-button';

const endings = { corrected: 'corrected', revoked: 'revoked' } as const;

/** The town's certifications, latest first; what was corrected or revoked says so. */
export function History({ history }: Pick<TownReport, 'history'>) {
  return (
    <Timeline
      entries={history.map(({ level, points, awardedOn, until, ended }) => ({
        when: dateInWords(awardedOn),
        dateTime: awardedOn,
        what: (
          <>
            <b>{levelName[level]}</b>, {points} points,{' '}
            {ended ? `${endings[ended.as]} on ${shortDay(ended.on)}` : `to ${shortDay(until)}`}
          </>
        ),
      }))}
    />
  );
}

/** Beside the report: earlier certifications, whom to ask, and what is left out. */
export function ReportAside({ town, history }: Pick<TownReport, 'town' | 'history'>) {
  const since = history.at(-1)?.awardedOn.slice(0, 4);
  const [office, address] = (town.contact ?? '').split(', ');
  return (
    <aside>
      <Section first title={`Since ${since}`}>
        <History history={history} />
      </Section>
      <Section title="Ask the town">
        <p className="small">
          {office || `The town hall of ${town.name}`}
          {address && (
            <>
              <br />
              <a className="break-all" href={`mailto:${address}`}>
                {address}
              </a>
            </>
          )}
        </p>
        <p className="acts mt-4">
          <PrintButton>Print this report</PrintButton>
        </p>
      </Section>
      <Section title="What this report leaves out">
        <p className="small soft">
          Names and contacts of people, rosters, files, and answers about lived experience stay private. Only approved
          work is shown.
        </p>
      </Section>
    </aside>
  );
}
