import { forgetTexts } from '@/components/form/kept-text';
import type { Autosave } from './autosave';
import { dropShadows, hasShadows } from './shadow';

/** The forms open in this page: signing out asks them first. */
const forms = new Set<Autosave>();

/** Counts a form as open; returns how to count it no more. */
export function openForm(form: Autosave): () => void {
  forms.add(form);
  return () => void forms.delete(form);
}

/** How long signing out waits for what is being saved, in milliseconds. */
const patience = 5000;

/** Saves what is typed in this page as far as the server can be reached. */
function drainAll(): Promise<unknown> {
  const late = new Promise((done) => setTimeout(done, patience));
  return Promise.race([Promise.all([...forms].map((form) => form.drain())), late]);
}

const question =
  'Some of what you typed here is not stored yet. Sign out all the same, and delete it from this device? Choose Cancel to stay and save it.';

/**
 * Leaves nothing of a person behind on this device before they sign out: saves what can be saved, and asks before what
 * cannot is deleted. False when they would rather stay.
 */
export async function readyToSignOut(user: string): Promise<boolean> {
  await drainAll();
  const unsent = [...forms].some((form) => form.view().count > 0) || (await hasShadows(user));
  if (unsent && !window.confirm(question)) return false;
  for (const form of forms) form.forget();
  await dropShadows(user);
  forgetTexts(user);
  return true;
}
