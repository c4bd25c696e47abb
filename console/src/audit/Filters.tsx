import { Checkbox, Select, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { kinds } from '../api/kinds';
import type { Selection } from './event';
import { TimeFilter } from './TimeFilter';

export interface FiltersProps {
  selection: Selection;
  onChange: (part: Partial<Selection>) => void;
}

const verbs = ['create', 'update', 'patch', 'delete', 'deletecollection', 'get', 'list', 'watch', 'prune'];
const outcomes = [
  { value: 'done', label: 'Done' },
  { value: 'refused', label: 'Refused' },
];
const resources = [...new Set(Object.values(kinds).map((k) => k.plural))].sort();

/** What of the trail is shown. */
export function Filters({ selection, onChange }: FiltersProps) {
  return (
    <>
      <Text label="User" value={selection.user} onChange={(user) => onChange({ user })} />
      <Select
        aria-label="Verb"
        placeholder="Any verb"
        data={verbs}
        value={selection.verb ?? null}
        onChange={(verb) => onChange({ verb: verb ?? undefined })}
        clearable
        size="xs"
        w={120}
      />
      <Select
        aria-label="Kind"
        placeholder="Any kind"
        data={resources}
        value={selection.resource ?? null}
        onChange={(resource) => onChange({ resource: resource ?? undefined })}
        searchable
        clearable
        size="xs"
        w={160}
      />
      <Text label="Object" value={selection.object} onChange={(object) => onChange({ object })} />
      <TimeFilter selection={selection} onChange={onChange} />
      <Select
        aria-label="Outcome"
        placeholder="Any outcome"
        data={outcomes}
        value={selection.outcome ?? null}
        onChange={(outcome) => onChange({ outcome: outcome ?? undefined })}
        clearable
        size="xs"
        w={130}
      />
      <Checkbox
        size="xs"
        label="The system's own doing"
        checked={selection.system ?? false}
        onChange={(e) => onChange({ system: e.currentTarget.checked || undefined })}
      />
    </>
  );
}

/** Asks once it is typed, not with each letter: every question reads the trail. */
function Text({ label, value, onChange }: { label: string; value?: string; onChange: (value: string | undefined) => void }) {
  const [typed, setTyped] = useState(value ?? '');
  // The address can come to ask for something else without this field: by a link, or the way back.
  useEffect(() => setTyped(value ?? ''), [value]);
  const say = () => onChange(typed.trim() || undefined);
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(e) => setTyped(e.currentTarget.value)}
      onBlur={say}
      onKeyDown={(e) => e.key === 'Enter' && say()}
      size="xs"
      w={150}
    />
  );
}
