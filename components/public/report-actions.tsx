import { Table } from '@/components/ui/table';
import type { ReportDetails } from '@/lib/workflow/public-views';

type Row = ReportDetails['actions'][number] & { first: boolean; categoryName: string };

/** Every approved action with its credit mode and points; the category is named once. */
export function ReportActions({
  actions,
  categories,
  total,
}: Pick<ReportDetails, 'actions' | 'categories'> & { total: number }) {
  const rows = actions.map((action, index): Row => ({
    ...action,
    first: actions[index - 1]?.category !== action.category,
    categoryName: categories.find(({ number }) => number === action.category)?.name ?? '',
  }));
  return (
    <Table
      caption="Every approved action"
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'category',
          head: 'Category',
          sum: <b>Total</b>,
          cell: ({ first, category, categoryName }) => (
            <span className={first ? 'soft' : 'vh'}>
              <span className="num">{category}</span> {categoryName}
            </span>
          ),
        },
        {
          key: 'action',
          head: 'Action',
          names: true,
          sum: '',
          cell: ({ id, name }) => (
            <a className="font-normal" href={`/actions/${id}`}>
              {name}
            </a>
          ),
        },
        { key: 'credit', head: 'Credit', label: 'Credit:', sum: '', cell: ({ credit }) => credit },
        {
          key: 'points',
          head: 'Points',
          label: 'Points:',
          numeric: true,
          sum: <b>{total}</b>,
          cell: ({ points }) => points,
        },
      ]}
    />
  );
}
