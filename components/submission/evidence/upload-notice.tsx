import { Notice } from '@/components/ui/notice';
import { fileFaults } from '@/lib/workflow/file-faults';
import { count } from '@/lib/words';

const good: Record<string, (n: number) => string> = {
  added: (n) => `${count(n, 'file')} added.`,
  reused: (n) => `${count(n, 'file')} in the library already: the one there is used.`,
};

const bad: Record<string, string> = {
  ...fileFaults,
  'names-people':
    'The file looks like a list of people with their details. If it may be kept here, tick the confirmation and upload it again.',
  forbidden: 'Evidence of this step cannot be changed now.',
  'not-found': 'This place does not exist, or it is not open to you.',
};

/** What became of a plain form's files (`?upload=added.too-large`): words from a closed list, never from the address. */
export function UploadNotice({ outcome }: { outcome?: string }) {
  if (!outcome) return null;
  const codes = outcome.split('.').slice(0, 20);
  const counted = (code: string) => codes.filter((one) => one === code).length;
  const done = Object.keys(good).filter((code) => codes.includes(code));
  const faults = [...new Set(codes.filter((code) => !(code in good)))];
  return (
    <>
      {done.map((code) => (
        <Notice key={code} kind="good" live title={good[code]?.(counted(code))} />
      ))}
      {faults.map((code) => (
        <Notice
          key={code}
          kind="bad"
          live
          title={`${count(counted(code), 'file')} not added. ${bad[code] ?? 'Choose a file and send it again.'}`}
        />
      ))}
    </>
  );
}
