import { Button } from '@mantine/core';
import { IconGavel, IconPackageImport } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { kinds } from '../api/kinds';
import { useAcrossProjects } from '../api/useAcrossProjects';
import { useWhere } from '../api/useWhere';
import { useProject } from '../app/project';
import { DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Page } from '../parts/Page';
import { usePolicyKinds } from '../policies/usePolicyKinds';
import { useWaitingForMe } from './approvals/useWaitingForMe';
import { columns } from './columns';
import { passes } from './filters';
import { LibraryFilterBar } from './LibraryFilterBar';
import { hrefOf } from './names';

export function LibraryPage() {
  const project = useProject();
  const { items, pending, error, refetch } = useAcrossProjects(kinds.modelVersions, project);
  const filters = useSearch({ from: '/library' });
  const mine = useWaitingForMe(items);
  const shown = useMemo(
    () => items.filter((v) => passes(v, filters) && (!filters.mine || mine.has(v.metadata.uid!))),
    [items, filters, mine],
  );
  const mayAddSource = useWhere({ verb: 'create', kind: kinds.modelRepositories }, project).projects.length > 0;
  const mayImport = useWhere({ verb: 'create', kind: kinds.modelImports }, project).projects.length > 0;
  const seesPolicies = !!usePolicyKinds(project)?.length;
  const bar = <LibraryFilterBar versions={items} filters={filters} mine={mine.size} />;
  return (
    <Page
      title="Library"
      description="Every version that came in: what it is, what the scan found, who let it run, and what uses it."
      actions={
        <>
          {mayImport && (
            <Button
              variant="default"
              leftSection={<IconPackageImport size={16} stroke={1.7} />}
              renderRoot={(props) => <Link to="/library/import" {...props} />}
            >
              Import
            </Button>
          )}
          {seesPolicies && (
            <Button
              variant="default"
              leftSection={<IconGavel size={16} stroke={1.7} />}
              renderRoot={(props) => <Link to="/library/policies" {...props} />}
            >
              Policies
            </Button>
          )}
        </>
      }
    >
      {error ? (
        <ErrorNotice error={error} onRetry={refetch} />
      ) : (
        <DataTable
          label="Versions"
          rows={shown}
          columns={columns}
          rowKey={(v) => v.metadata.uid!}
          href={hrefOf}
          pending={pending}
          minWidth="70rem"
          tools={items.length > 0 ? bar : undefined}
          empty={
            items.length > 0 ? (
              <EmptyState title="No version is like that">Clear some of the filters above to see the others.</EmptyState>
            ) : (
              <EmptyState
                title="The library is empty"
                action={
                  mayAddSource && (
                    <Button renderRoot={(props) => <Link to="/repositories/new" {...props} />}>Add a repository</Button>
                  )
                }
              >
                A repository names a source of models and the rules that say which of them come in. What they take is fetched,
                scanned, and then waits here for its approvals.
              </EmptyState>
            )
          }
        />
      )}
    </Page>
  );
}
