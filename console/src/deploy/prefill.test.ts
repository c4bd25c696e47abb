import { describe, expect, it } from 'vitest';
import type { ModelVersion, Served } from '../api/kinds';
import { editManifest, readManifest } from './manifest';
import { blankManifest, copyOf, freeName, referenceOf, versionOf, withEngine, withVersion } from './prefill';

const version = (format: string): Served<ModelVersion> => ({
  metadata: { name: 'atlas-1.2', namespace: 'acme' },
  spec: { model: 'Atlas_Chat', version: '1.2', source: { uri: 'oci://x' } },
  status: { metadata: { format } },
});

describe('withVersion', () => {
  it('names the model, the deployment and the engine', () => {
    const { metadata, spec } = readManifest(
      withVersion(blankManifest('acme'), version('safetensors'), ['atlas-chat']),
    ).deployment;
    expect(metadata?.name).toBe('atlas-chat-2');
    expect(spec?.model).toEqual({ version: 'Atlas_Chat:1.2' });
    expect(spec?.engine.type).toBe('vLLM');
  });

  it('keeps the name somebody gave, and takes the place of an address', () => {
    const named = editManifest(blankManifest('acme'), 'ModelDeployment', 'metadata.name', 'mine');
    const given = editManifest(named, 'ModelDeployment', 'spec.model.uri', 'hf://a/b');
    const { metadata, spec } = readManifest(withVersion(given, version('gguf'), [])).deployment;
    expect(metadata?.name).toBe('mine');
    expect(spec?.model).toEqual({ version: 'Atlas_Chat:1.2' });
  });
});

it('copies a deployment as one that runs', () => {
  const spec = { engine: { type: 'builtin-llama' as const, contextLength: 512 }, stopped: true };
  const { metadata, spec: copy } = readManifest(
    copyOf({ metadata: { name: 'chat', namespace: 'acme' }, spec }, ['chat']),
  ).deployment;
  expect([metadata?.name, copy]).toEqual(['chat-2', { engine: { type: 'builtin-llama', contextLength: 512 } }]);
});

describe('withEngine', () => {
  it('leaves out what the other engine has no use for, and keeps what both have', () => {
    const vllm = withEngine(blankManifest('acme'), 'vLLM');
    const given = editManifest(
      editManifest(vllm, 'ModelDeployment', 'spec.engine.image', 'x'),
      'ModelDeployment',
      'spec.engine.contextLength',
      2048,
    );
    expect(readManifest(withEngine(given, 'builtin-llama')).deployment.spec?.engine).toEqual({
      type: 'builtin-llama',
      contextLength: 2048,
    });
  });
});

describe('references', () => {
  it('leave the own project out', () => expect(referenceOf(version('gguf'), 'acme')).toBe('Atlas_Chat:1.2'));
  it('mean the same version either way', () => {
    const all = [version('gguf')];
    expect(versionOf('Atlas_Chat:1.2', 'acme', all)).toBe(all[0]);
    expect(versionOf('acme/Atlas_Chat:1.2', 'other', all)).toBe(all[0]);
    expect(versionOf('Atlas_Chat:1.2', 'other', all)).toBeUndefined();
  });
});

describe('freeName', () => {
  it('makes a name of anything', () => expect(freeName('7B Größe!', [])).toBe('b-gr-e'));
});
