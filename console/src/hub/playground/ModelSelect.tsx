import { Select } from '@mantine/core';

interface ModelSelectProps {
  models: { id: string }[];
  value: string | undefined;
  onChange: (id: string) => void;
  label?: string;
}

export function ModelSelect({ models, value, onChange, label = 'Model' }: ModelSelectProps) {
  return (
    <Select
      label={label}
      data={models.map((m) => m.id)}
      value={value ?? null}
      onChange={(id) => id && onChange(id)}
      allowDeselect={false}
      searchable
      w={240}
    />
  );
}
