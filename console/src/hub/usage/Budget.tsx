import { Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Budget as BudgetSpec, budgetText } from '../../limits/text';
import { spentQuery } from '../../organizations/spent';
import { ErrorNotice } from '../../parts/ErrorNotice';
import { money } from '../../parts/format';
import { Panel } from '../../parts/Panel';

/** How much of the organization's budget is spent in this period. */
export function Budget({ organization, budget }: { organization: string; budget?: BudgetSpec | null }) {
  const { data, error } = useQuery({ ...spentQuery(organization, budget?.period ?? 'Month'), enabled: !!budget });
  const spent = Number(data?.find((line) => line.currency === budget?.currency)?.cost ?? 0);
  const share = budget ? Math.min(100, (100 * spent) / Number(budget.amount)) : 0;
  return (
    <Panel title={`Budget of ${organization}`}>
      {!budget && (
        <Text size="sm" c="var(--muted)">
          There is none: calls are not refused for their cost.
        </Text>
      )}
      <ErrorNotice error={error} />
      {budget && data && (
        <Stack gap="xs">
          <Text size="sm">
            <b>{money(spent, budget.currency)}</b> of {budgetText(budget)} are spent.
          </Text>
          <Progress
            value={share}
            color={share >= 90 ? 'red' : 'accent'}
            aria-label={`${Math.round(share)} % of the budget is spent`}
          />
          <Text size="xs" c="var(--muted)">
            When it is spent, calls that cost {budget.currency} are refused until the next{' '}
            {budget.period === 'Day' ? 'day' : 'month'} begins (UTC).
          </Text>
        </Stack>
      )}
    </Panel>
  );
}
