import { kinds } from '../api/kinds';
import { useResources } from '../api/useResources';
import { columns } from '../library/columns';
import { hrefOf } from '../library/names';
import { DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import type { Repository } from './health';

/** The versions of the library that came from a repository. */
export function RepositoryVersions({ repository }: { repository: Repository }) {
  const { namespace, name } = repository.metadata;
  const { items, pending, error, refetch } = useResources(kinds.modelVersions, {
    namespace,
    labelSelector: `modelyard.dev/repository=${name}`,
  });
  if (error) return <ErrorNotice error={error} onRetry={refetch} />;
  return (
    <DataTable
      label="Versions"
      rows={items}
      columns={columns}
      rowKey={(v) => v.metadata.uid!}
      href={hrefOf}
      pending={pending}
      minWidth="70rem"
      empty={
        <EmptyState title="Nothing has come from here yet">
          What the rules take appears here as soon as its source has been looked through. See on the tab before what they take.
        </EmptyState>
      }
    />
  );
}
