import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { kinds, type ModelRepository } from '../../api/kinds';
import { create } from '../../api/resources';

/** How long nothing may be typed before the source is asked. */
const pause = 500;

/** What rules would take, asked again as they change; the last good answer stays until there is another. */
export function usePreview(namespace: string | undefined, spec: NonNullable<ModelRepository['spec']>) {
  const wanted = JSON.stringify(spec);
  const [asked] = useDebouncedValue(wanted, pause);
  const query = useQuery({
    queryKey: ['repository preview', namespace, asked],
    queryFn: ({ signal }) =>
      create(kinds.modelRepositoryPreviews, { metadata: { namespace }, spec: JSON.parse(asked) as typeof spec }, { signal }),
    enabled: !!namespace && !!spec.source?.url,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 30_000,
  });
  return {
    versions: query.data?.status?.versions,
    error: query.error,
    /** Whether what is shown is not about what is typed. */
    old: wanted !== asked || query.isFetching || query.isPlaceholderData,
    busy: query.isFetching,
    refetch: () => void query.refetch(),
  };
}
