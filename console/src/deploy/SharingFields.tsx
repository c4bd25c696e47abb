import { MultiSelect, Select, Stack } from '@mantine/core';
import { kinds } from '../api/kinds';
import { useResources } from '../api/useResources';
import { useField } from './draft';

const policies = [
  { value: 'None', label: 'The own organization only' },
  { value: 'Organizations', label: 'Also organizations that I choose' },
  { value: 'AllOrganizations', label: 'Everyone with a key' },
];

export function SharingFields() {
  const sharing = useField('spec.sharing');
  const policy = useField('spec.sharing.policy');
  const listed = useField('spec.sharing.organizations');
  const { items } = useResources(kinds.organizations);
  const organizations = Array.isArray(listed.value) ? listed.value.map(String) : [];
  const value = typeof policy.value === 'string' ? policy.value : 'None';
  return (
    <Stack>
      <Select
        label="Shared with"
        data={policies}
        value={value}
        onChange={(next) => sharing.set(next === 'None' || !next ? undefined : { policy: next })}
        error={policy.error}
        allowDeselect={false}
      />
      {value === 'Organizations' && (
        <MultiSelect
          label="Organizations"
          data={[...new Set([...items.map((o) => o.metadata.name), ...organizations])]}
          value={organizations}
          onChange={(next) => listed.set(next.length === 0 ? undefined : next)}
          error={listed.error}
          searchable
        />
      )}
    </Stack>
  );
}
