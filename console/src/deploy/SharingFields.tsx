import { Select, Stack, TagsInput } from '@mantine/core';
import { useOrganizations } from '../organizations/useOrganizations';
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
  const { items } = useOrganizations();
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
        <TagsInput
          label="Organizations"
          description="Their names; those you see are offered."
          data={items.map((o) => o.metadata.name)}
          value={organizations}
          onChange={(next) => listed.set(next.length === 0 ? undefined : next)}
          error={listed.error}
        />
      )}
    </Stack>
  );
}
