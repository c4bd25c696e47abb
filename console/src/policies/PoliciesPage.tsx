import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useAccess } from '../api/access';
import type { Served } from '../api/kinds';
import { useAcrossProjects } from '../api/useAcrossProjects';
import { useWhere } from '../api/useWhere';
import { useProject } from '../app/project';
import { Age } from '../parts/Age';
import { type Column, DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Loading } from '../parts/Loading';
import { NoRight } from '../parts/NoRight';
import { Page } from '../parts/Page';
import { UrlTabs } from '../parts/UrlTabs';
import type { PolicyKind } from './kinds';
import { sentencesOf } from './sentences';
import { usePolicyKinds } from './usePolicyKinds';

export function PoliciesPage() {
  const seen = usePolicyKinds(useProject());
  return (
    <Page
      title="Policies"
      description="What has to be true of a version before it may run, and what becomes of it afterwards."
      parent={{ to: '/library', label: 'Library' }}
    >
      {!seen && <Loading />}
      {seen?.length === 0 && <NoRight title="You may not see policies" />}
      {seen && seen.length > 0 && (
        <UrlTabs
          label="Kinds of policies"
          tabs={seen.map((policy) => ({
            value: policy.kind.plural,
            label: policy.label,
            content: () => <PolicyTable key={policy.kind.plural} policy={policy} />,
          }))}
        />
      )}
    </Page>
  );
}

function PolicyTable({ policy }: { policy: PolicyKind }) {
  const { kind, one, purpose } = policy;
  const project = useProject();
  const namespace = kind.namespaced ? project : undefined;
  const { items, pending, error, refetch } = useAcrossProjects(kind, namespace);
  const everywhere = useAccess({ verb: 'create', kind });
  const somewhere = useWhere({ verb: 'create', kind }, namespace).projects.length > 0;
  const mayCreate = kind.namespaced ? somewhere : everywhere;
  const columns: Column<Served>[] = [
    { label: 'Name', width: 'minmax(9rem, 1fr)', render: (p) => p.metadata.name, value: (p) => p.metadata.name },
    ...(kind.namespaced
      ? [
          {
            label: 'Project',
            width: 'minmax(6rem, 0.7fr)',
            render: (p: Served) => p.metadata.namespace,
            value: (p: Served) => p.metadata.namespace,
          },
        ]
      : []),
    {
      label: 'What it says',
      width: 'minmax(14rem, 4fr)',
      render: (p) => sentencesOf(kind.plural, p).join(' '),
      value: (p) => sentencesOf(kind.plural, p).join(' '),
    },
    {
      label: 'Since',
      width: '7rem',
      render: (p) => <Age time={p.metadata.creationTimestamp} />,
      value: (p) => p.metadata.creationTimestamp,
    },
  ];
  const create = mayCreate && (
    <Button
      size="xs"
      leftSection={<IconPlus size={15} />}
      renderRoot={(props) => <Link to="/library/policies/$kind/new" params={{ kind: kind.plural }} {...props} />}
    >
      New {one}
    </Button>
  );
  if (error) return <ErrorNotice error={error} onRetry={refetch} />;
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text size="sm" c="var(--muted)">
          {purpose}
        </Text>
        {items.length > 0 && create}
      </Group>
      <DataTable
        label={policy.label}
        rows={items}
        columns={columns}
        rowKey={(p) => p.metadata.uid!}
        href={(p) => ['/library/policies', kind.plural, p.metadata.namespace, p.metadata.name].filter(Boolean).join('/')}
        pending={pending}
        empty={
          <EmptyState title={`No ${one} yet`} action={create}>
            {absent[kind.plural]}
          </EmptyState>
        }
      />
    </Stack>
  );
}

/** What holds while there is none. */
const absent: Record<string, string> = {
  approvalpolicies: 'Until there is one, each version needs one approval, by anybody who may give one.',
  scanpolicies:
    'Until there is one, the defaults hold: what is critical blocks a version, what is high or medium needs a waiver, and so does every pickle.',
  signaturepolicies: 'Until there is one, no signature is asked for, and none counts.',
  retentionpolicies: 'Until there is one, every version stays until somebody deletes it.',
  imagescanners: 'Models that come as container images bring an operating system along, which only a scanner of images looks at.',
};
