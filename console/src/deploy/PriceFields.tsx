import { SimpleGrid } from '@mantine/core';
import { prices, whenEmpty } from '../limits/deployment';
import { usualCurrency } from '../limits/text';
import { useField } from './draft';
import { AmountField, TextField } from './fields';

export function PriceFields() {
  const { value, set } = useField('spec.pricing.currency');
  const currency = typeof value === 'string' ? value : undefined;
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      {prices.map(([price, label]) => (
        <AmountField
          key={price}
          path={`spec.pricing.${price}`}
          label={label}
          currency={currency}
          placeholder={whenEmpty(price)}
          onSet={() => currency === undefined && set(usualCurrency)}
        />
      ))}
      <TextField path="spec.pricing.currency" label="Currency" placeholder={usualCurrency} upperCase />
    </SimpleGrid>
  );
}
