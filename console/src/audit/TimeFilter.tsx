import { Select, TextInput } from '@mantine/core';
import type { FiltersProps } from './Filters';

const own = 'own';
const times = [
  { value: '1', label: 'Last hour' },
  { value: '24', label: 'Last 24 hours' },
  { value: '168', label: 'Last 7 days' },
  { value: '720', label: 'Last 30 days' },
  { value: own, label: 'Own dates' },
];

/** Some hours back from now, or whole days of UTC. */
export function TimeFilter({ selection: { hours, from, to }, onChange }: FiltersProps) {
  const dated = Boolean(from || to);
  const today = new Date().toISOString().slice(0, 10);
  return (
    <>
      <Select
        aria-label="Time"
        placeholder="Any time"
        data={times}
        value={dated ? own : hours ? String(hours) : null}
        onChange={(value) =>
          onChange({
            hours: value && value !== own ? Number(value) : undefined,
            from: value === own ? today : undefined,
            to: value === own ? today : undefined,
          })
        }
        clearable
        size="xs"
        w={140}
      />
      {dated && (
        <>
          <TextInput
            type="date"
            aria-label="From"
            value={from ?? ''}
            max={to}
            onChange={(e) => onChange({ from: e.currentTarget.value || undefined })}
            size="xs"
          />
          <TextInput
            type="date"
            aria-label="To"
            value={to ?? ''}
            min={from}
            onChange={(e) => onChange({ to: e.currentTarget.value || undefined })}
            size="xs"
          />
        </>
      )}
    </>
  );
}
