import { describe, expect, it } from 'vitest';
import type { Node, Pod, Served } from '../api/kinds';
import { machinesOf, reservedBy, stateOf, totalOf } from './machine';

const node = (
  conditions: { type: string; status: string; message?: string }[] = [{ type: 'Ready', status: 'True' }],
): Served<Node> => ({
  metadata: { name: 'vm', labels: { 'nvidia.com/gpu.product': 'NVIDIA-H200' } },
  status: { allocatable: { cpu: '16', memory: '64Gi', 'nvidia.com/gpu': 2 }, conditions },
});
const pod = (resources: object, nodeName = 'vm', phase = 'Running') =>
  ({
    metadata: { name: 'p' },
    spec: { nodeName, containers: [{ name: 'c', resources }] },
    status: { phase },
  }) as unknown as Served<Pod>;

describe('machinesOf', () => {
  it('sums up what replicas on it have reserved', () => {
    const machines = machinesOf(
      [node()],
      [
        pod({ requests: { cpu: '500m', memory: '1Gi' } }),
        pod({ requests: { cpu: 1 }, limits: { 'nvidia.com/gpu': 1 } }),
        pod({ requests: { cpu: '8' } }, 'other'),
        pod({ requests: { cpu: '8' } }, 'vm', 'Succeeded'),
      ],
    );
    expect(totalOf(machines, 'cpu', 'reserved')).toBe(1.5);
    expect(totalOf(machines, 'nvidia.com/gpu', 'reserved')).toBe(1);
    expect(machines[0]!.gpu).toBe('NVIDIA H200');
  });
});

describe('reservedBy', () => {
  it('takes a limit for a reservation of devices only', () => {
    const limited = pod({ limits: { memory: '1Gi', 'nvidia.com/gpu': 1 } });
    expect(reservedBy(limited, 'memory')).toBe(0);
    expect(reservedBy(limited, 'nvidia.com/gpu')).toBe(1);
  });
});

describe('stateOf', () => {
  it('is ready when nothing presses', () =>
    expect(
      stateOf(
        node([
          { type: 'Ready', status: 'True' },
          { type: 'DiskPressure', status: 'False' },
        ]),
      ).ready,
    ).toBe(true));
  it('says what presses', () =>
    expect(
      stateOf(
        node([
          { type: 'Ready', status: 'True' },
          { type: 'DiskPressure', status: 'True', message: 'full' },
        ]),
      ),
    ).toEqual({
      ready: false,
      message: 'full',
    }));
});
