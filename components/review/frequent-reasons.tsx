'use client';

import { useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import type { TemplateView } from '@/lib/workflow/templates';
import { count } from '@/lib/words';

const never = () => () => undefined;

/** Adds words to a field as if they had been typed there, so that they are kept like all that is typed. */
function insert(field: string, text: string): void {
  const area = document.getElementById(field);
  if (!(area instanceof HTMLTextAreaElement)) return;
  area.value = area.value.trim() === '' ? text : `${area.value.trimEnd()}\n${text}`;
  area.dispatchEvent(new Event('input', { bubbles: true }));
  area.focus();
}

/** Reasons that are given often, to put into the field and edit there; without JavaScript a list to copy from. */
export function FrequentReasons({ templates, field }: { templates: TemplateView[]; field: string }) {
  const live = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  if (templates.length === 0) return null;
  return (
    <details className="mt-2">
      <summary className="linkish list-none small">{count(templates.length, 'frequent reason')} to start from</summary>
      <ul className="thread">
        {templates.map(({ id, title, text }) => (
          <li key={id}>
            <b>{title}</b>
            <p className="doc whitespace-pre-line">{text}</p>
            {live && (
              <Button look="link" onClick={() => insert(field, text)}>
                Insert<span className="vh"> {title}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
