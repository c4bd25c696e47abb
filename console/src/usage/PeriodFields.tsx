import { Group, Select, TextInput } from '@mantine/core';
import { type Preset, presetLabels, presets } from './period';
import type { UsageSearch, UsageView } from './search';

interface PeriodFieldsProps {
  view: UsageView;
  onChange: (next: UsageSearch) => void;
}

const own = 'own';

/** From when to when: whole days of UTC. */
export function PeriodFields({ view: { preset, period }, onChange }: PeriodFieldsProps) {
  const set = (next: Partial<typeof period>) => {
    const { from, to } = { ...period, ...next };
    if (from && to && from <= to) onChange({ period: undefined, from, to });
  };
  return (
    <Group gap="sm" align="flex-end">
      <Select
        label="Period"
        data={[
          ...presets.map((p) => ({ value: p, label: presetLabels[p] })),
          ...(preset ? [] : [{ value: own, label: 'Own dates' }]),
        ]}
        value={preset ?? own}
        onChange={(value) => value && value !== own && onChange({ period: value as Preset, from: undefined, to: undefined })}
        allowDeselect={false}
        w={130}
      />
      <TextInput
        type="date"
        label="From"
        value={period.from}
        max={period.to}
        onChange={(e) => set({ from: e.currentTarget.value })}
      />
      <TextInput
        type="date"
        label="To"
        value={period.to}
        min={period.from}
        onChange={(e) => set({ to: e.currentTarget.value })}
      />
    </Group>
  );
}
