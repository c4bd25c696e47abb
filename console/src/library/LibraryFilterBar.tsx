import { Chip, Select } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { choices, type Facet, facetNames, type LibraryFilters } from './filters';
import type { Version } from './names';
import { phaseLabel } from './phase';

const labels: Record<Facet, string> = { phase: 'Phase', stage: 'Stage', format: 'Format', license: 'Licence', task: 'Task' };

/** Narrows the list by what versions are; the choice is in the address. */
export function LibraryFilterBar({ versions, filters, mine }: { versions: Version[]; filters: LibraryFilters; mine: number }) {
  const navigate = useNavigate();
  const choose = (change: LibraryFilters) =>
    void navigate({ to: '/library', search: (before) => ({ ...before, ...change }), replace: true });
  return (
    <>
      {(mine > 0 || filters.mine) && (
        <Chip size="xs" checked={filters.mine ?? false} onChange={(on) => choose({ mine: on || undefined })}>
          Waits for me ({mine})
        </Chip>
      )}
      {facetNames.map((name) => (
        <Select
          key={name}
          size="xs"
          w={name === 'phase' || name === 'task' ? 150 : 118}
          aria-label={labels[name]}
          placeholder={labels[name]}
          clearable
          data={choices(versions, name, filters[name]).map((value) => ({
            value,
            label: name === 'phase' ? phaseLabel(value) : value,
          }))}
          value={filters[name] ?? null}
          onChange={(value) => choose({ [name]: value ?? undefined })}
        />
      ))}
    </>
  );
}
