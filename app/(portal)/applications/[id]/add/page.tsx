import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { addActionCommand } from '@/app/_commands/applications';
import { AddList } from '@/components/submission/add-list';
import { Crumbs } from '@/components/ui/crumbs';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { currentPerson } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { getApplication } from '@/lib/services/applications/get-application';

export const metadata: Metadata = { title: 'Add an action' };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ q?: string; category?: string }> };

/** The actions of the rulebook that are not in the application yet, by category, with a search that needs no script. */
export default async function AddActionPage({ params, searchParams }: Props) {
  const view = await orNotFound(getApplication(await currentPerson(), (await params).id));
  const { q = '', category = '' } = await searchParams;
  if (view.can.edit.ok === 'unknown') notFound();
  return (
    <>
      <Crumbs
        trail={[
          { label: view.town.name, href: '/home' },
          { label: `${view.year} application`, href: `/applications/${view.id}` },
          { label: 'Add an action' },
        ]}
      />
      <main id="main" tabIndex={-1}>
        <div className="wrap">
          <PageHead
            title="Add an action"
            lede="Add what your town has done or means to finish in time. An action can be left out or taken out again."
          />
          {view.can.edit.ok === true ? (
            <AddList view={view} q={q} category={category} add={addActionCommand} />
          ) : (
            <Notice title={view.can.edit.reasons.map((reason) => reason.message).join(' ')} />
          )}
        </div>
      </main>
    </>
  );
}
