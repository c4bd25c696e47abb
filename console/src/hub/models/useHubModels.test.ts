import { expect, test } from 'vitest';
import type { Endpoint, ModelDeployment, ModelVersion, Served } from '../../api/kinds';
import { likelyCall } from './task';
import { join } from './useHubModels';

const deployment = (namespace: string, name: string, spec: Partial<NonNullable<ModelDeployment['spec']>> = {}) =>
  ({ metadata: { namespace, name }, spec: { engine: { type: 'builtin-llama' }, ...spec } }) as Served<ModelDeployment>;

test('a model is joined with its own deployment, not with one of the same name elsewhere', () => {
  const [model] = join(
    [{ id: 'acme/chat', namespace: 'acme', name: 'chat' }],
    [deployment('globex', 'chat'), deployment('acme', 'chat')],
    [],
    [],
  );
  expect(model?.deployment?.metadata.namespace).toBe('acme');
});

test('a model that one may call but not read is there all the same', () => {
  const [model] = join([{ id: 'chat', namespace: 'globex', name: 'chat' }], [], [], []);
  expect(model).toMatchObject({ id: 'chat', deployment: undefined, endpoints: [] });
});

test('endpoints lead where their traffic says, else to those that name them', () => {
  const endpoint = (name: string, traffic?: { deployment: string }[]) =>
    ({ metadata: { namespace: 'acme', name }, spec: { traffic } }) as Served<Endpoint>;
  const [a, b] = join(
    [
      { id: 'a', namespace: 'acme', name: 'a' },
      { id: 'b', namespace: 'acme', name: 'b' },
    ],
    [deployment('acme', 'a', { endpoint: 'named' }), deployment('acme', 'b')],
    [],
    [endpoint('named'), endpoint('split', [{ deployment: 'b' }])],
  );
  expect(a?.endpoints.map((e) => e.metadata.name)).toEqual(['named']);
  expect(b?.endpoints.map((e) => e.metadata.name)).toEqual(['split']);
});

test('a version is found by what it is called, in another project too', () => {
  const version = {
    metadata: { namespace: 'models', name: 'atlas-1.2' },
    spec: { model: 'atlas', version: '1.2' },
    status: { metadata: { task: 'sentence-similarity' } },
  } as unknown as Served<ModelVersion>;
  const [model] = join(
    [{ id: 'a', namespace: 'acme', name: 'a' }],
    [deployment('acme', 'a', { model: { version: 'models/atlas:1.2' } })],
    [version],
    [],
  );
  expect(model?.version).toBe(version);
  expect(likelyCall(model?.deployment, model?.version)).toBe('embeddings');
});
