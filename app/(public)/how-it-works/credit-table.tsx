import { Table } from '@/components/ui/table';

type Case = { when: string; before: string; result: string };

const cases: Case[] = [
  { when: 'Within the window', before: 'No', result: 'New credit' },
  { when: 'Within the window', before: 'Yes', result: 'New credit, in an early recertification' },
  {
    when: 'Within the window',
    before: 'Yes, and the certification ends this year',
    result: 'Rolling credit',
  },
  { when: 'Before the window', before: 'Either way', result: 'Rolling credit' },
  { when: 'In the future', before: 'Either way', result: 'None until it is completed' },
];

/** Which credit a piece of work can earn, by when it was completed. */
export function CreditTable() {
  return (
    <div className="mt-4">
      <Table
        caption="Credit by completion date"
        columns={[
          { key: 'when', head: 'Completed', names: true, cell: (row) => row.when },
          {
            key: 'before',
            head: 'Credited before',
            label: 'Credited before:',
            cell: (row) => row.before,
          },
          { key: 'result', head: 'What it can earn', label: 'Earns:', cell: (row) => row.result },
        ]}
        rows={cases}
        rowKey={(row) => `${row.when}, ${row.before}`}
      />
    </div>
  );
}
