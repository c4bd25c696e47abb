import { Fieldset, NumberInput, Select, SimpleGrid, TextInput } from '@mantine/core';
import { type Budget, usualCurrency } from './text';

/** A budget while it is being typed. */
export interface BudgetDraft {
  amount: string;
  currency: string;
  period: string;
}

export const draftOf = (budget: Budget | undefined | null): BudgetDraft => ({
  amount: budget ? String(budget.amount ?? '') : '',
  currency: budget?.currency ?? usualCurrency,
  period: budget?.period ?? 'Month',
});

/** The budget that was typed; none without an amount. */
export const budgetOf = ({ amount, currency, period }: BudgetDraft): Budget | undefined =>
  amount ? { amount, currency, period: period as Budget['period'] } : undefined;

export interface BudgetFieldsProps {
  value: BudgetDraft;
  onChange: (value: BudgetDraft) => void;
  errorOf: (path: string) => string | undefined;
  path: string;
}

export function BudgetFields({ value, onChange, errorOf, path }: BudgetFieldsProps) {
  return (
    <Fieldset legend="Budget" variant="unstyled">
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <NumberInput
          label="Amount"
          placeholder="No budget"
          min={0}
          decimalScale={6}
          thousandSeparator=","
          hideControls
          value={value.amount}
          onChange={(amount) => onChange({ ...value, amount: String(amount) })}
          error={errorOf(`${path}.amount`)}
        />
        <TextInput
          label="Currency"
          value={value.currency}
          onChange={(e) => onChange({ ...value, currency: e.currentTarget.value.toUpperCase() })}
          error={errorOf(`${path}.currency`)}
          maxLength={3}
        />
        <Select
          label="Period"
          data={[
            { value: 'Month', label: 'Calendar month' },
            { value: 'Day', label: 'Day' },
          ]}
          value={value.period}
          onChange={(period) => onChange({ ...value, period: period ?? 'Month' })}
          allowDeselect={false}
        />
      </SimpleGrid>
    </Fieldset>
  );
}
