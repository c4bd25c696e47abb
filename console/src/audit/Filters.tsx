import { Checkbox, Select } from '@mantine/core';
import { kinds } from '../api/kinds';
import { FilterInput } from '../parts/FilterInput';
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
      <FilterInput
        aria-label="User"
        placeholder="User"
        size="xs"
        w={150}
        value={selection.user}
        onChange={(user) => onChange({ user })}
      />
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
      <FilterInput
        aria-label="Object"
        placeholder="Object"
        size="xs"
        w={150}
        value={selection.object}
        onChange={(object) => onChange({ object })}
      />
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
