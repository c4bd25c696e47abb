import { type Endpoint, kinds, type Served } from '../../api/kinds';
import { useResources } from '../../api/useResources';

/** What depends on a deployment: endpoints that send calls to it, and keys that are for it. */
export function useAffected(namespace: string, name: string): { endpoints: string[]; keys: string[] } {
  const endpoints = useResources(kinds.endpoints, { namespace });
  const deployments = useResources(kinds.modelDeployments, { namespace });
  const keys = useResources(kinds.apiKeys, { namespace });
  const named = deployments.items.find((d) => d.metadata.name === name)?.spec?.endpoint;
  return {
    endpoints: endpoints.items.filter((e) => sendsTo(e, name, named)).map((e) => e.metadata.name),
    keys: keys.items
      .filter((k) => k.spec?.deployments?.some((d) => d === name || d === `${namespace}/${name}`))
      .map((k) => k.metadata.name),
  };
}

/** Whether an endpoint sends calls to a deployment: it lists it, or lists none and the deployment names it. */
export function sendsTo({ metadata, spec }: Served<Endpoint>, name: string, named: string | undefined): boolean {
  return spec?.traffic?.length ? spec.traffic.some((t) => t.deployment === name) : named === metadata.name;
}
