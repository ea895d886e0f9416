'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';

/**
 * What the app of an invented person shows at present, for whoever tries the portal out; never there for anybody else.
 * `action`: enters it at one press.
 */
export function DemonstrationCode<T>({ code, action, next }: { code: string; action?: FormCommand<T>; next?: string }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), 30_000);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <Section title="The demonstration’s code" note="Only in the demonstration" first>
      <p>
        Invented people have no phones. The app of this one would show <b className="nowrap">{code}</b> now.
      </p>
      {action && (
        <ActionForm action={action} aria-label="The demonstration’s code">
          <input type="hidden" name="code" value={code} />
          <input type="hidden" name="next" value={next} />
          <div className="acts mt-4">
            <SubmitButton look="second" pendingWord="Going on">
              Go on with this code
            </SubmitButton>
          </div>
        </ActionForm>
      )}
    </Section>
  );
}
