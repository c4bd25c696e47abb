import { SimpleGrid } from '@mantine/core';
import { useField } from './draft';
import { AmountField, TextField } from './fields';

const prices = [
  ['inputPerMillionTokens', 'A million input tokens'],
  ['cachedInputPerMillionTokens', 'A million cached input tokens'],
  ['outputPerMillionTokens', 'A million output tokens'],
  ['perRequest', 'Each request'],
  ['perImage', 'Each image made'],
] as const;

export function PriceFields() {
  const { value } = useField('spec.pricing.currency');
  const currency = typeof value === 'string' ? value : undefined;
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      <TextField path="spec.pricing.currency" label="Currency" placeholder="EUR" />
      {prices.map(([price, label]) => (
        <AmountField key={price} path={`spec.pricing.${price}`} label={label} currency={currency} placeholder="Free" />
      ))}
    </SimpleGrid>
  );
}
