import type { Sent } from './form-state';

/** Puts what was sent back into a form's own inputs: React empties uncontrolled ones once an action has run. */
export function restore(form: HTMLFormElement, sent: Sent): void {
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement) {
      const value = sent[control.name.replace(/\[\]$/, '')];
      if (control.type === 'checkbox' || control.type === 'radio')
        control.checked = [value ?? []].flat().includes(control.value);
      else if (control.type !== 'hidden' && control.type !== 'file' && control.type !== 'password')
        if (typeof value === 'string') control.value = value;
    } else if (control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement) {
      const value = sent[control.name];
      if (typeof value === 'string') control.value = value;
    }
  }
}
