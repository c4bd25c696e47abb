import type { ReactNode } from 'react';
import { type Column, DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { money, number } from '../parts/format';
import { type Group, type Line, nameOf } from './report';

export const groupLabels: Record<Group, string> = {
  organization: 'Organization',
  project: 'Project',
  user: 'User',
  key: 'Key',
  deployment: 'Deployment',
  day: 'Day',
};

const count = (label: string, of: (line: Line) => number | undefined): Column<Line> => ({
  label,
  width: '7rem',
  align: 'end',
  render: (line) => number(of(line)),
  value: of,
});

const counts: Column<Line>[] = [
  count('Requests', (l) => l.requests),
  count('Errors', (l) => l.errors),
  count('Tokens read', (l) => l.inputTokens),
  count('From cache', (l) => l.cachedInputTokens),
  count('Tokens written', (l) => l.outputTokens),
  {
    label: 'Cost',
    width: '8rem',
    align: 'end',
    render: (l) => money(l.cost, l.currency),
    value: (l) => (l.currency ? Number(l.cost) : undefined),
  },
];

/** The sums as rows, one for each group and currency. */
export function UsageTable({ lines, by, tools }: { lines: Line[]; by: Group[]; tools?: ReactNode }) {
  return (
    <DataTable
      label="Usage"
      rows={lines}
      columns={[
        ...by.map(
          (group): Column<Line> => ({
            label: groupLabels[group],
            width: group === 'day' ? '7rem' : 'minmax(9rem, 2fr)',
            render: (line) => nameOf(line, group),
            value: (line) => nameOf(line, group),
          }),
        ),
        ...counts,
      ]}
      rowKey={(line) => JSON.stringify([...by.map((d) => line[d]), line.currency])}
      sort="-Requests"
      tools={tools}
      empty={
        <EmptyState title="Nothing was used in this time">
          Every request through the gateway leaves a record, and is counted here a moment later.
        </EmptyState>
      }
    />
  );
}
