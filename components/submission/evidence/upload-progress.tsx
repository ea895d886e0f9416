'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Choice } from '@/components/ui/choice';
import { Notice } from '@/components/ui/notice';
import { Progress } from '@/components/ui/progress';
import { fileSize } from '@/lib/words';
import { acknowledgement } from './evidence-words';
import { useUploads, type Handed, type UploadItem } from './use-uploads';

type Doing = Omit<ReturnType<typeof useUploads>, 'items'>;

/** Sends what the form has handed over; how far each file is, with what can be done about it. */
export function UploadProgress({ handed }: { handed: readonly Handed[] }) {
  const { items, ...doing } = useUploads(handed);
  const moving = items.filter((item) => item.state === 'sending' || item.state === 'waiting').length;
  const done = items.filter((item) => item.state === 'done').length;
  const failed = items.filter((item) => item.state === 'failed').length;
  const said = items.length === 0 ? '' : moving > 0 ? `${moving} on the way` : `${done} added, ${failed} not added`;
  return (
    <>
      <p role="status" className="vh">
        {said}
      </p>
      <ul className="mt-3 grid gap-3" aria-label="Uploads" hidden={items.length === 0}>
        {items.map((item) => (
          <li key={item.key}>
            <Item item={item} doing={doing} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Item({ item, doing }: { item: UploadItem; doing: Doing }) {
  const { key, file, state, sent, words, code } = item;
  if (state === 'waiting' || state === 'sending') {
    const whole = sent >= file.size;
    const note = whole ? 'Arrived, being checked' : `${fileSize(sent)} of ${fileSize(file.size)}`;
    return (
      <Progress
        label={file.name}
        note={state === 'waiting' ? 'Waiting' : note}
        value={state === 'sending' && whole ? undefined : sent}
        max={file.size}
      >
        <Button look="link-danger" onClick={() => doing.stop(key)}>
          Stop<span className="vh"> {file.name}</span>
        </Button>
      </Progress>
    );
  }
  if (state === 'done') return <Notice kind="good" title={`${file.name}: ${words}`} />;
  return (
    <Notice kind={state === 'stopped' ? 'plain' : 'bad'} title={`${file.name} was not added`}>
      <p className="small">{words}</p>
      {code === 'names-people' ? (
        <Acknowledge onSend={() => doing.again(item, { acknowledgedPeople: 'on' })} id={`acknowledge-${key}`} />
      ) : (
        <div className="acts">
          <Button look="link" onClick={() => doing.again(item)}>
            Send it again<span className="vh">: {file.name}</span>
          </Button>
          <Button look="link" onClick={() => doing.dismiss(key)}>
            Leave it<span className="vh">: {file.name}</span>
          </Button>
        </div>
      )}
    </Notice>
  );
}

function Acknowledge({ id, onSend }: { id: string; onSend: () => void }) {
  const [agreed, setAgreed] = useState(false);
  return (
    <>
      <Choice
        type="checkbox"
        id={id}
        label={acknowledgement}
        checked={agreed}
        onChange={(event) => setAgreed(event.target.checked)}
      />
      <div className="acts mt-2">
        <Button look="second" small blocked={agreed ? undefined : 'Tick the confirmation first.'} onClick={onSend}>
          Send it again
        </Button>
      </div>
    </>
  );
}
