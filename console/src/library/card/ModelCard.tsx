import { useQuery } from '@tanstack/react-query';
import { ApiError } from '../../api/errors';
import { send } from '../../api/http';
import { kinds, pathOf } from '../../api/kinds';
import { ErrorNotice } from '../../parts/ErrorNotice';
import { Panel } from '../../parts/Panel';
import type { Version } from '../names';
import { Markdown } from './Markdown';

/** The card as its authors wrote it; null when the server has none. */
async function read({ metadata }: Version, signal: AbortSignal): Promise<string | null> {
  const path = `/k8s${pathOf(kinds.modelVersions, metadata.namespace, metadata.name)}/card`;
  try {
    return await (await send(path, { headers: { Accept: 'text/markdown, application/json' }, signal })).text();
  } catch (e) {
    if (e instanceof ApiError && e.code === 404) return null;
    throw e;
  }
}

const hasCard = ({ status }: Version): boolean => !!status?.files?.some((f) => f.path?.toLowerCase() === 'readme.md');

/** What the authors of a model say about it. */
export function ModelCard({ version }: { version: Version }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['card', version.metadata.uid, version.status?.digest],
    queryFn: ({ signal }) => read(version, signal),
    enabled: hasCard(version),
    // Its files never change.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) return <ErrorNotice error={error} title="The card cannot be read" onRetry={() => void refetch()} />;
  if (!data) return null;
  return (
    <Panel title="What its authors say">
      <Markdown text={data} />
    </Panel>
  );
}
