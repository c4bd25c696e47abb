import { describe, expect, it } from 'vitest';
import { addObject, dropObjects, editManifest, readManifest, valueAt } from './manifest';

const text = `apiVersion: modelyard.dev/v1alpha1
kind: ModelDeployment
metadata:
  name: atlas
spec:
  # What the form does not know.
  nodeSelector:
    zone: a
  engine:
    type: builtin-llama
`;

const edit = (path: string, value: unknown, before = text) => editManifest(before, 'ModelDeployment', path, value);

describe('editManifest', () => {
  it('changes one value and leaves everything else, comments too', () => {
    const after = edit('spec.engine.type', 'vLLM');
    expect(after).toBe(text.replace('builtin-llama', 'vLLM'));
  });

  it('makes the way to a new value', () => {
    expect(readManifest(edit('spec.resources.memory', '2Gi')).deployment.spec?.resources).toEqual({ memory: '2Gi' });
  });

  it('puts a value where somebody left nothing', () => {
    const after = edit('spec.resources.gpus', 1, `${text}  resources:\n`);
    expect(readManifest(after).deployment.spec?.resources).toEqual({ gpus: 1 });
  });

  it('removes what has become empty with a value, and no more', () => {
    const given = edit('spec.rateLimits.user.requestsPerMinute', 60);
    expect(edit('spec.rateLimits.user.requestsPerMinute', undefined, given)).toBe(text);
  });

  it('keeps text that looks like a number text', () => {
    expect(readManifest(edit('spec.pricing.inputPerMillionTokens', '0.10')).deployment.spec?.pricing).toEqual({
      inputPerMillionTokens: '0.10',
    });
  });
});

describe('objects besides the deployment', () => {
  const endpoint = { apiVersion: 'modelyard.dev/v1alpha1', kind: 'Endpoint', metadata: { name: 'chat' } };

  it('come after it, and go again', () => {
    const both = addObject(text, endpoint);
    expect(readManifest(both).endpoint?.metadata?.name).toBe('chat');
    expect(dropObjects(both, 'Endpoint')).toBe(text);
  });

  it('are edited by their kind', () => {
    const both = editManifest(addObject(text, endpoint), 'Endpoint', 'spec.path', 'x');
    expect(valueAt(readManifest(both).endpoint, 'spec.path')).toBe('x');
    expect(readManifest(both).deployment.metadata?.name).toBe('atlas');
  });
});

describe('the name of the deployment', () => {
  const endpoint = {
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'Endpoint',
    metadata: { name: 'chat' },
    spec: {
      traffic: [
        { deployment: 'atlas', weight: 90 },
        { deployment: 'other', weight: 10 },
      ],
    },
  };
  const targets = (of: string) => readManifest(of).endpoint?.spec?.traffic?.map((t) => t.deployment);

  it('is changed where its endpoint sends calls to it, too', () => {
    const renamed = edit('metadata.name', 'atlas-2', addObject(text, endpoint));
    expect(targets(renamed)).toEqual(['atlas-2', 'other']);
  });

  it('is the same again after there was none for a while', () => {
    const emptied = edit('metadata.name', undefined, addObject(text, endpoint));
    expect(targets(edit('metadata.name', 'b', emptied))).toEqual(['b', 'other']);
  });
});

describe('readManifest', () => {
  it('says what is not YAML', () => expect(() => readManifest('a: [')).toThrow());
  it('wants a deployment', () => expect(() => readManifest('kind: Secret')).toThrow('exactly one ModelDeployment'));
  it('wants one when there is nothing', () => expect(() => readManifest('')).toThrow('exactly one ModelDeployment'));
});

describe('valueAt', () => {
  it('is nothing below a value that is none to look into', () =>
    expect(valueAt({ spec: 'x' }, 'spec.engine.type')).toBeUndefined());
});
