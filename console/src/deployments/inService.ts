import { useMemo } from 'react';
import { type ApiObject, type InferenceService, kinds, type ModelDeployment, type Served } from '../api/kinds';
import { useAcrossProjects } from '../api/useAcrossProjects';
import type { Resources } from '../api/useResources';
import * as service from '../services/service';
import { modelOf, phaseOf } from './phase';

/** A model in service: a deployment, or an InferenceService that was written by hand. */
export interface InService {
  id: string;
  name: string;
  namespace: string;
  what: 'Deployment' | 'InferenceService';
  status: { phase: string; message?: string };
  model: string;
  engine?: string;
  ready: number;
  replicas: number;
  created?: string;
  /** Its page. */
  to: string;
}

/** All models in service, in a project or wherever one may look. */
export function useInService(project?: string): Omit<Resources<ApiObject>, 'items'> & { items: InService[] } {
  const deployments = useAcrossProjects(kinds.modelDeployments, project);
  const services = useAcrossProjects(kinds.inferenceServices, project);
  const items = useMemo(
    () => [...deployments.items.map(ofDeployment), ...services.items.filter(service.isWrittenByHand).map(ofService)],
    [deployments.items, services.items],
  );
  return {
    items,
    pending: deployments.pending || services.pending,
    error: deployments.error ?? services.error,
    refetch: () => {
      deployments.refetch();
      services.refetch();
    },
  };
}

export function ofDeployment(deployment: Served<ModelDeployment>): InService {
  const { metadata, spec, status } = deployment;
  return {
    ...placeOf(metadata, '/deployments'),
    what: 'Deployment',
    status: { phase: phaseOf(deployment), message: status?.message },
    model: modelOf(deployment),
    engine: spec?.engine?.type,
    ready: status?.readyReplicas ?? 0,
    replicas: status?.replicas ?? 0,
  };
}

export function ofService(item: Served<InferenceService>): InService {
  return {
    ...placeOf(item.metadata, '/services'),
    what: 'InferenceService',
    status: service.statusOf(item),
    model: service.modelOf(item),
    engine: service.engineOf(item),
    ready: service.readyOf(item),
    replicas: service.replicasOf(item),
  };
}

function placeOf({ uid, name, namespace = '', creationTimestamp }: Served['metadata'], pages: string) {
  return {
    id: uid ?? `${pages}/${namespace}/${name}`,
    name,
    namespace,
    created: creationTimestamp,
    to: `${pages}/${namespace}/${name}`,
  };
}
