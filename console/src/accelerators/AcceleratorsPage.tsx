import { SimpleGrid } from '@mantine/core';
import { useMemo } from 'react';
import { kinds } from '../api/kinds';
import { useAcrossProjects } from '../api/useAcrossProjects';
import { useResources } from '../api/useResources';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { bytes, number } from '../parts/format';
import { Loading } from '../parts/Loading';
import { Page } from '../parts/Page';
import { Panel } from '../parts/Panel';
import { Stat } from '../parts/Stat';
import { MachinePanel } from './MachinePanel';
import { gpuResource, machinesOf, stateOf, totalOf } from './machine';
import { NoGpu } from './NoGpu';

export function AcceleratorsPage() {
  const nodes = useResources(kinds.nodes);
  const pods = useAcrossProjects(kinds.pods);
  const { items: deployments } = useAcrossProjects(kinds.modelDeployments);
  const named = useMemo(() => new Set(deployments.map((d) => `${d.metadata.namespace}/${d.metadata.name}`)), [deployments]);
  if (nodes.pending) return <Loading />;
  const machines = machinesOf(nodes.items, pods.items);
  const ready = machines.filter((m) => stateOf(m.node).ready).length;
  const gpus = totalOf(machines, gpuResource, 'allocatable');
  return (
    <Page title="Accelerators" description="Machines and their GPUs: what they have, what is reserved of it, and by whom.">
      {nodes.error && <ErrorNotice error={nodes.error} onRetry={nodes.refetch} />}
      {!nodes.error && machines.length === 0 && (
        <Panel>
          <EmptyState title="No machine has reported yet">
            On one machine the node agent does so a moment after the start. In a cluster machines are those of Kubernetes.
          </EmptyState>
        </Panel>
      )}
      {machines.length > 0 && (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>
            <Stat label="Machines" value={machines.length} detail={ready === machines.length ? 'all ready' : `${ready} ready`} />
            <Stat
              label="GPUs"
              value={gpus}
              detail={gpus > 0 ? `${number(totalOf(machines, gpuResource, 'reserved'))} in use` : 'none reported'}
            />
            <Stat
              label="Processors"
              value={number(totalOf(machines, 'cpu', 'allocatable'))}
              detail={`${number(totalOf(machines, 'cpu', 'reserved'))} reserved`}
            />
            <Stat
              label="Memory"
              value={bytes(totalOf(machines, 'memory', 'allocatable'))}
              detail={`${bytes(totalOf(machines, 'memory', 'reserved'))} reserved`}
            />
          </SimpleGrid>
          {machines.map((machine) => (
            <MachinePanel key={machine.node.metadata.uid} machine={machine} deployments={named} />
          ))}
          {gpus === 0 && <NoGpu />}
        </>
      )}
    </Page>
  );
}
