import { describe, expect, it } from 'vitest';
import type { Served } from './kinds';
import { merge } from './useResources';

const object = (name: string, resourceVersion: string): Served => ({ metadata: { name, uid: name, resourceVersion } });

describe('merge', () => {
  const before = { metadata: { resourceVersion: '3' }, items: [object('a', '1'), object('b', '2')] };

  it('applies changes in their order', () => {
    const after = merge(before, [
      { type: 'MODIFIED', object: object('a', '4') },
      { type: 'DELETED', object: object('b', '5') },
      { type: 'ADDED', object: object('c', '6') },
    ]);
    expect(after.items.map((i) => `${i.metadata.name}${i.metadata.resourceVersion}`)).toEqual(['a4', 'c6']);
    expect(after.metadata.resourceVersion).toBe('6');
  });

  it('keeps what did not change, so that it is not drawn again', () => {
    const after = merge(before, [{ type: 'MODIFIED', object: object('a', '4') }]);
    expect(after.items[1]).toBe(before.items[1]);
  });

  it('moves on at a bookmark without changing anything', () => {
    const after = merge(before, [{ type: 'BOOKMARK', object: { metadata: { name: '', resourceVersion: '9' } } }]);
    expect(after.items).toBe(before.items);
    expect(after.metadata.resourceVersion).toBe('9');
  });
});
