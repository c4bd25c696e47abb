import { describe, expect, it } from 'vitest';
import type { ModelDeployment, Served } from '../../api/kinds';
import type { Version } from '../names';
import { Lineage } from './lineage';

const version = (name: string, { bases, uri, digest }: { bases?: string[]; uri?: string; digest?: string } = {}) => {
  const [, project, model, number] = /^(.*)\/(.*):(.*)$/.exec(name)!;
  return {
    metadata: { name: `${model}-${number}`, namespace: project },
    spec: { model, version: number, source: { uri: uri ?? `file:///${model}/${number}` }, lineage: { baseModels: bases } },
    status: { digest },
  } as Version;
};
const names = (found: { name: string; distance: number }[]) => found.map((r) => `${r.distance} ${r.name}`);

describe('Lineage', () => {
  const base = version('acme/base:1.0', { uri: 'hf://acme/base:abc', digest: 'sha256:1' });
  const tuned = version('acme/tuned:1.0', { bases: ['base:1.0', 'other/unknown:2'] });
  const merged = version('beta/merged:1.0', { bases: ['acme/tuned:1.0', 'sha256:1'] });
  const deployment = {
    metadata: { name: 'chat', namespace: 'acme' },
    spec: { model: { version: 'tuned:1.0' } },
  } as Served<ModelDeployment>;
  const lineage = new Lineage([base, tuned, merged], [deployment]);

  it('follows what a version was made from, step by step', () =>
    expect(names(lineage.ancestorsOf(merged))).toEqual(['1 acme/tuned:1.0', '1 acme/base:1.0', '2 other/unknown:2']));
  it('follows what was made from it, down to deployments', () =>
    expect(names(lineage.descendantsOf(base))).toEqual(['1 acme/tuned:1.0', '1 beta/merged:1.0', '2 acme/chat']));
  it('finds a base model by its name on the hub', () => {
    const child = version('acme/child:1.0', { bases: ['acme/base'] });
    expect(new Lineage([base, child], []).ancestorsOf(child)[0]?.version).toBe(base);
  });
  it('ends where models were made from each other', () => {
    const a = version('acme/a:1', { bases: ['b:1'] });
    const b = version('acme/b:1', { bases: ['a:1'] });
    expect(names(new Lineage([a, b], []).ancestorsOf(a))).toEqual(['1 acme/b:1']);
  });
});
