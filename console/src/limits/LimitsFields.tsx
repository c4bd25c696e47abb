import { Fieldset, NumberInput, SimpleGrid } from '@mantine/core';
import type { RateLimits } from './text';

const fields = [
  ['requestsPerMinute', 'Requests a minute'],
  ['tokensPerMinute', 'Tokens a minute'],
  ['concurrentRequests', 'Requests at once'],
] as const;

export interface LimitsFieldsProps {
  /** Whose limits. */
  legend: string;
  value: RateLimits;
  onChange: (value: RateLimits) => void;
  errorOf: (path: string) => string | undefined;
  /** Path of the limits in the object, for errors: `spec.limits`. */
  path: string;
}

/** The three limits. What is left empty is not limited. */
export function LimitsFields({ legend, value, onChange, errorOf, path }: LimitsFieldsProps) {
  return (
    <Fieldset legend={legend} variant="unstyled">
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        {fields.map(([field, label]) => (
          <NumberInput
            key={field}
            label={label}
            placeholder="No limit"
            min={1}
            // What cannot be is refused in words, not made something that can.
            clampBehavior="none"
            allowDecimal={false}
            thousandSeparator=","
            hideControls
            value={value[field] ?? ''}
            onChange={(next) => onChange({ ...value, [field]: typeof next === 'number' ? next : undefined })}
            error={errorOf(`${path}.${field}`)}
          />
        ))}
      </SimpleGrid>
    </Fieldset>
  );
}
