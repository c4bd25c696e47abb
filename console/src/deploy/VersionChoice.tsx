import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { kinds, type ModelVersion, type Served } from '../api/kinds';
import { useAcrossProjects } from '../api/useAcrossProjects';
import { useResources } from '../api/useResources';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Loading } from '../parts/Loading';
import { useDraft } from './draft';
import classes from './Guide.module.css';
import { referenceOf, versionOf, withVersion } from './prefill';
import { VersionCard } from './VersionCard';

type Version = Served<ModelVersion>;

const collator = new Intl.Collator('en', { numeric: true });

/** Versions of the library: those that may run first, the newest of each model before older ones; why others may not stands beside them. */
export function VersionChoice() {
  const { text, setText, deployment, errorAt } = useDraft();
  const project = deployment.metadata?.namespace;
  const { items, pending, error, refetch } = useAcrossProjects(kinds.modelVersions);
  const deployments = useResources(kinds.modelDeployments, { namespace: project });
  const [filter, setFilter] = useState('');
  const chosen = versionOf(deployment.spec?.model?.version, project, items);
  if (pending) return <Loading />;
  if (error) return <ErrorNotice error={error} onRetry={refetch} />;
  if (items.length === 0)
    return (
      <EmptyState title="The library has no versions yet">
        A repository brings them in. Until then a model can be named by its address, where the project lets it.
      </EmptyState>
    );
  const choose = (id: string) => {
    const version = items.find((v) => idOf(v) === id);
    const taken = deployments.items.map((d) => d.metadata.name);
    if (version) setText(withVersion(text, version, taken));
  };
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = items.filter((v) => words.every((word) => referenceOf(v).toLowerCase().includes(word))).sort(order);
  return (
    <Stack gap="xs">
      {items.length > 5 && (
        <TextInput
          aria-label="Filter versions"
          placeholder="Filter"
          leftSection={<IconSearch size={15} />}
          value={filter}
          onChange={(e) => setFilter(e.currentTarget.value)}
        />
      )}
      <Radio.Group
        aria-label="Version"
        value={chosen ? idOf(chosen) : null}
        onChange={choose}
        error={errorAt('spec.model.version') ?? errorAt('spec.model.uri')}
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: where nothing can be chosen, it still has to be scrolled by keyboard */}
        <div className={classes.versions} tabIndex={0} role="region" aria-label="Versions">
          {shown.map((version) => (
            <VersionCard key={idOf(version)} id={idOf(version)} version={version} project={project} />
          ))}
        </div>
      </Radio.Group>
      {shown.length === 0 && (
        <Text size="sm" c="var(--muted)">
          No version has “{filter}” in its name.
        </Text>
      )}
    </Stack>
  );
}

const idOf = ({ metadata }: Version) => `${metadata.namespace}/${metadata.name}`;

function order(a: Version, b: Version): number {
  const usable = Number(b.status?.phase === 'Approved') - Number(a.status?.phase === 'Approved');
  if (usable !== 0) return usable;
  const model = collator.compare(a.spec?.model ?? '', b.spec?.model ?? '');
  return model !== 0 ? model : collator.compare(b.spec?.version ?? '', a.spec?.version ?? '');
}
