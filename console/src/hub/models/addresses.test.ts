import { describe, expect, it } from 'vitest';
import { addressesOf } from './addresses';

const endpoint = (name: string, visibility: 'Internal' | 'External', url?: string) => ({
  metadata: { name, namespace: 'acme' },
  spec: { visibility },
  status: { url },
});
const model = {
  id: 'acme/atlas',
  endpoints: [
    endpoint('inside', 'Internal', 'http://127.0.0.1:7400/e/inside'),
    endpoint('chat', 'External', 'https://models.example:8443/e/chat'),
    endpoint('unpublished', 'External'),
  ],
};

describe('addressesOf', () => {
  it('has the gateway first, and every endpoint that has an address', () =>
    expect(addressesOf(model, 'http://127.0.0.1:7400').map((a) => a.base)).toEqual([
      'http://127.0.0.1:7400/v1',
      'http://127.0.0.1:7400/e/inside/v1',
      'https://models.example:8443/e/chat/v1',
    ]));
  it('has first what another machine reaches, for who is at one', () =>
    expect(addressesOf(model, 'http://127.0.0.1:7400', true)[0]).toMatchObject({
      base: 'https://models.example:8443/e/chat/v1',
      model: 'chat',
      outside: true,
    }));
});
