import { describe, expect, it } from 'vitest';
import type { Version } from '../names';
import { awaitedOf, decisionOf } from './awaited';

const version = (phase: string, ...awaited: NonNullable<NonNullable<NonNullable<Version['status']>['policies']>[0]['awaited']>) =>
  ({ metadata: { name: 'atlas-1.2' }, status: { phase, policies: [{ policy: 'production', awaited }] } }) as Version;
const petra = { user: 'petra', groups: ['product-owners'] };

describe('awaitedOf', () => {
  it('is what one is named for, in person or by a group', () => {
    const waiting = version(
      'PendingApproval',
      { for: 'security', users: ['sam'] },
      { for: 'product', groups: ['product-owners'] },
      { for: 'law', users: ['petra'] },
    );
    expect(awaitedOf(waiting, petra)).toEqual(['product', 'law']);
  });
  it('is anything that names nobody', () =>
    expect(awaitedOf(version('PendingApproval', { for: 'approval' }), petra)).toEqual(['approval']));
  it('is nothing for those who are excepted', () =>
    expect(awaitedOf(version('PendingApproval', { for: 'approval', except: ['petra'] }), petra)).toEqual([]));
  it('is nothing once the version waits for nobody', () =>
    expect(awaitedOf(version('Rejected', { for: 'approval' }), petra)).toEqual([]));
});

describe('decisionOf', () => {
  it('is the last word of the person', () => {
    const decided = {
      metadata: { name: 'atlas-1.2' },
      status: {
        decisions: [
          { by: 'petra', decision: 'Approve' },
          { by: 'sam', decision: 'Approve' },
          { by: 'petra', decision: 'Reject' },
        ],
      },
    } as Version;
    expect(decisionOf(decided, petra)?.decision).toBe('Reject');
  });
});
