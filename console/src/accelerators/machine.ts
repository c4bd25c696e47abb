import type { Node, Pod, Served } from '../api/kinds';
import { quantity } from '../parts/format';

export const gpuResource = 'nvidia.com/gpu';
const gpuProduct = 'nvidia.com/gpu.product';
const acceleratorClass = 'modelyard.dev/accelerator';
const ended = ['Succeeded', 'Failed'];

export interface Amount {
  resource: 'cpu' | 'memory' | typeof gpuResource;
  /** What replicas may have of it. */
  allocatable: number;
  /** What replicas have reserved of it. */
  reserved: number;
}

/** A machine, what it has, and what uses it. */
export interface Machine {
  node: Served<Node>;
  amounts: Amount[];
  pods: Served<Pod>[];
  /** What its GPUs are, as far as its labels say so. */
  gpu?: string;
  acceleratorClass?: string;
}

/** The machines with the replicas that run on them. */
export function machinesOf(nodes: Served<Node>[], pods: Served<Pod>[]): Machine[] {
  return nodes
    .map((node) =>
      machineOf(
        node,
        pods.filter((p) => p.spec?.nodeName === node.metadata.name && !ended.includes(p.status?.phase ?? '')),
      ),
    )
    .sort((a, b) => a.node.metadata.name.localeCompare(b.node.metadata.name, 'en', { numeric: true }));
}

function machineOf(node: Served<Node>, pods: Served<Pod>[]): Machine {
  const labels = node.metadata.labels ?? {};
  const allocatable = node.status?.allocatable ?? node.status?.capacity ?? {};
  const amounts = (['cpu', 'memory', gpuResource] as const)
    .filter((resource) => allocatable[resource] !== undefined)
    .map((resource) => ({
      resource,
      allocatable: quantity(allocatable[resource]),
      reserved: pods.reduce((sum, pod) => sum + reservedBy(pod, resource), 0),
    }));
  return { node, amounts, pods, gpu: labels[gpuProduct]?.replaceAll('-', ' '), acceleratorClass: labels[acceleratorClass] };
}

/** What a replica has reserved of a resource. Of devices a limit alone is a reservation. */
export function reservedBy({ spec }: Served<Pod>, resource: string): number {
  return (spec?.containers ?? []).reduce((sum, { resources }) => {
    const amount = resources?.requests?.[resource] ?? (resource.includes('/') ? resources?.limits?.[resource] : undefined);
    return sum + (amount === undefined ? 0 : quantity(amount));
  }, 0);
}

export interface MachineState {
  ready: boolean;
  message?: string;
}

/** Whether a machine takes replicas; why not. */
export function stateOf({ spec, status }: Served<Node>): MachineState {
  const conditions = status?.conditions ?? [];
  const ready = conditions.find((c) => c.type === 'Ready');
  if (ready?.status !== 'True') return { ready: false, message: ready?.message ?? 'It has not reported yet.' };
  const pressure = conditions.find((c) => c.type !== 'Ready' && c.status === 'True');
  if (pressure) return { ready: false, message: pressure.message ?? pressure.type };
  return spec?.unschedulable ? { ready: false, message: 'It takes no new replicas: somebody has closed it.' } : { ready: true };
}

export const totalOf = (machines: Machine[], resource: Amount['resource'], of: 'allocatable' | 'reserved'): number =>
  machines.flatMap((m) => m.amounts.filter((a) => a.resource === resource)).reduce((sum, a) => sum + a[of], 0);
