import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useAccess } from '../../api/access';
import {
  type Endpoint,
  type InferenceService,
  kinds,
  type ModelDeployment,
  type ModelVersion,
  type Served,
} from '../../api/kinds';
import { listQuery, useResources } from '../../api/useResources';
import { type UsableModel, usableModelsQuery } from '../gateway';

/** A model that may be called, with what the person may see of what is behind it. */
export interface HubModel extends UsableModel {
  deployment?: Served<ModelDeployment>;
  /** What runs it. Absent deployment: it was written by hand. */
  service?: Served<InferenceService>;
  version?: Served<ModelVersion>;
  /** Endpoints that lead to it. */
  endpoints: Served<Endpoint>[];
}

export interface HubModels {
  models: HubModel[];
  pending: boolean;
  error: Error | null;
  refetch: () => void;
}

/** Models that the project's keys may call. What runs in other projects is shown as far as the person may read there. */
export function useHubModels(project: string | undefined): HubModels {
  const usable = useQuery(usableModelsQuery(project));
  const everywhere = useAccess({ verb: 'list', kind: kinds.modelDeployments });
  const scope = { namespace: everywhere ? undefined : project };
  const own = useResources(kinds.modelDeployments, scope, project !== undefined);
  const endpoints = useResources(kinds.endpoints, scope, project !== undefined);
  const versions = useResources(kinds.modelVersions, scope, project !== undefined);
  const services = useResources(kinds.inferenceServices, scope, project !== undefined);
  const elsewhere = everywhere ? [] : [...new Set(usable.data?.map((m) => m.namespace))].filter((n) => n !== project);
  const others = useQueries({
    queries: elsewhere.map((namespace) => ({ ...listQuery(kinds.modelDeployments, { namespace }), retry: false })),
    combine: (answers) => answers.flatMap((a) => a.data?.items ?? []),
  });
  const models = useMemo(
    () => join(usable.data ?? [], [...own.items, ...others], versions.items, endpoints.items, services.items),
    [usable.data, own.items, others, versions.items, endpoints.items, services.items],
  );
  return {
    models,
    pending: project !== undefined && (usable.isPending || own.pending),
    error: usable.error,
    refetch: () => void usable.refetch(),
  };
}

export function join(
  usable: UsableModel[],
  deployments: Served<ModelDeployment>[],
  versions: Served<ModelVersion>[],
  endpoints: Served<Endpoint>[],
  services: Served<InferenceService>[] = [],
): HubModel[] {
  return usable.map((model) => {
    const same = ({ metadata }: Served) => metadata.namespace === model.namespace && metadata.name === model.name;
    const deployment = deployments.find(same);
    return {
      ...model,
      deployment,
      service: services.find(same),
      version: deployment && versionOf(deployment, versions),
      endpoints: endpoints.filter((e) => e.metadata.namespace === model.namespace && leadsTo(e, model.name, deployment)),
    };
  });
}

function leadsTo({ metadata, spec }: Served<Endpoint>, name: string, deployment: ModelDeployment | undefined): boolean {
  return spec?.traffic?.length ? spec.traffic.some((t) => t.deployment === name) : deployment?.spec?.endpoint === metadata.name;
}

/** The version of the library that a deployment names as `[project/]model:version`. */
function versionOf({ metadata, spec }: Served<ModelDeployment>, versions: Served<ModelVersion>[]) {
  const named = /^(?:([^/]+)\/)?([^:]+):(.+)$/.exec(spec?.model?.version ?? '');
  if (!named) return undefined;
  const [, project = metadata.namespace, model, version] = named;
  return versions.find((v) => v.metadata.namespace === project && v.spec?.model === model && v.spec?.version === version);
}
