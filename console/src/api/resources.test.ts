import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { kinds, type ModelDeployment, type Served } from './kinds';
import { replace } from './resources';

const at = (resourceVersion: string, more: object = {}): Served<ModelDeployment> => ({
  metadata: { name: 'chat', namespace: 'acme', resourceVersion },
  spec: { engine: { type: 'builtin-llama' } },
  ...more,
});

let now: Served<ModelDeployment>;
let kept: ModelDeployment | undefined;

beforeEach(() => {
  kept = undefined;
  vi.stubGlobal('fetch', async (_: string, { method, body }: RequestInit) => {
    if (method !== 'PUT') return new Response(JSON.stringify(now));
    const sent = JSON.parse(String(body)) as ModelDeployment;
    if (sent.metadata?.resourceVersion !== now.metadata.resourceVersion)
      return new Response(JSON.stringify({ message: 'modified', code: 409, reason: 'Conflict' }), { status: 409 });
    kept = sent;
    return new Response(JSON.stringify(sent));
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('replace', () => {
  const before = at('1', { status: { phase: 'Loading' } });
  const wanted = { ...before, spec: { ...before.spec!, replicas: 2 } };

  it('goes through when only the status was written meanwhile', async () => {
    now = at('2', { status: { phase: 'Running' } });
    await replace(kinds.modelDeployments, wanted, { before });
    expect(kept?.spec?.replicas).toBe(2);
  });

  it('is refused when somebody changed something else', async () => {
    now = at('2', { spec: { engine: { type: 'builtin-llama' }, replicas: 5 } });
    await expect(replace(kinds.modelDeployments, wanted, { before })).rejects.toThrow('modified');
    expect(kept).toBeUndefined();
  });

  it('is refused when nobody says what it was before', async () => {
    now = at('2');
    await expect(replace(kinds.modelDeployments, wanted)).rejects.toThrow('modified');
  });
});
