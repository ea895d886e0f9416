'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import { Seg } from '@/components/ui/seg';
import type { Scalar } from '@/lib/rulebook/cells';
import type { Field } from '@/lib/rulebook/schema';
import { count } from '@/lib/words';
import { answerText, isAnswered, type ActionNames } from '../answer-words';
import { canJoin, type Choice, type Conflict } from '../autosave/queue';
import { fieldAt } from './values';

type Props = {
  conflicts: readonly Conflict[];
  fields: readonly Field[];
  names: ActionNames;
  choose: (address: string, choice: Choice) => void;
};

const clock = new Intl.DateTimeFormat('en-US', {
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZone: 'America/New_York',
});

function One({ conflict, fields, names, choose }: Omit<Props, 'conflicts'> & { conflict: Conflict }) {
  const [chosen, setChosen] = useState<'mine' | 'theirs'>('mine');
  const field = fieldAt(fields, conflict.address);
  const say = (value: Scalar | null) => {
    if (value === null || !isAnswered(value)) return 'No answer';
    return field ? answerText(field, value, names) : String(value);
  };
  const when = conflict.at ? `, ${clock.format(new Date(conflict.at))}` : '';
  return (
    <li className="mt-4">
      <Seg
        legend={`Which answer to keep: ${field?.label ?? 'one of another step'}`}
        legendShown
        name={`keep-${conflict.address}`}
        value={chosen}
        onChange={(value) => setChosen(value === 'theirs' ? 'theirs' : 'mine')}
        options={[
          { value: 'mine', label: 'Keep mine', detail: say(conflict.yours) },
          { value: 'theirs', label: `Keep theirs: ${conflict.by}${when}`, detail: say(conflict.theirs) },
        ]}
      />
      <div className="acts mt-3">
        <Button small onClick={() => choose(conflict.address, chosen)}>
          Keep the chosen answer
        </Button>
        {canJoin(conflict) && (
          <Button look="link" onClick={() => choose(conflict.address, 'both')}>
            Keep both, one after the other
          </Button>
        )}
      </div>
    </li>
  );
}

/** Answers that two people gave at once: both are shown, neither is lost, the reader decides. */
export function Conflicts({ conflicts, ...rest }: Props) {
  if (conflicts.length === 0) return null;
  return (
    <Section
      first
      className="mb-10"
      id="conflicts"
      title="Two people, one field"
      note={`${count(conflicts.length, 'answer')} to decide. Neither text is lost.`}
    >
      <ul>
        {conflicts.map((conflict) => (
          <One key={conflict.address} conflict={conflict} {...rest} />
        ))}
      </ul>
    </Section>
  );
}
