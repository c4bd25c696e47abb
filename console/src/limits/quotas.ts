import type { ResourceQuota, Served } from '../api/kinds';
import { quantity } from '../parts/format';

export type Quota = Served<ResourceQuota>;

/** One limit of a quota, and how much of it is used. */
export interface QuotaLine {
  quota: Quota;
  resource: string;
  used: string;
  hard: string;
  /** In per cent; 100 where nothing may be had at all. */
  share: number;
}

/** What is limited most, in the words of who deploys. */
const names: Record<string, string> = {
  pods: 'Replicas',
  'requests.cpu': 'Processors asked for',
  'limits.cpu': 'Processors at most',
  'requests.memory': 'Memory asked for',
  'limits.memory': 'Memory at most',
  'requests.nvidia.com/gpu': 'GPUs',
  'count/modeldeployments.modelyard.dev': 'Deployments',
};

export const nameOf = (resource: string): string => names[resource] ?? resource;

/** What a quota can be given here: the usual, and what it limits besides. */
export const resourcesOf = (hard: Record<string, unknown>): string[] => [
  ...Object.keys(names),
  ...Object.keys(hard)
    .filter((r) => !names[r])
    .sort(),
];

/** Every limit of these quotas that is in force. */
export function linesOf(quotas: Quota[]): QuotaLine[] {
  return quotas.flatMap((quota) =>
    Object.entries(quota.status?.hard ?? {}).map(([resource, hard]) => {
      const used = String(quota.status?.used?.[resource] ?? '0');
      const most = quantity(hard);
      return {
        quota,
        resource,
        used,
        hard: String(hard),
        share: most > 0 ? Math.min(100, Math.round((100 * quantity(used)) / most)) : 100,
      };
    }),
  );
}

/** What is wrong with an amount; a pattern is for programs. */
export const amountError = (message: string | undefined): string | undefined =>
  message?.includes('should match') ? 'Write a number, such as 4, 500m or 64Gi.' : message;

/** The quota with other limits; what is left empty is not limited. */
export const withLimits = (quota: Quota, limits: Record<string, string>): Quota => ({
  ...quota,
  spec: { ...quota.spec, hard: limitsIn(limits) },
});

export const limitsIn = (limits: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(limits)
      .map(([resource, amount]) => [resource, amount.trim()] as const)
      .filter(([, amount]) => amount !== ''),
  );
