import { describe, expect, it } from 'vitest';
import type { RoleBinding, Served } from '../api/kinds';
import { grantsFor, grantsOf, withoutSubject } from './grants';

const group = 'rbac.authorization.k8s.io';
const binding: Served<RoleBinding> = {
  metadata: { name: 'approvers', namespace: 'acme' },
  roleRef: { apiGroup: group, kind: 'ClusterRole', name: 'library-approver' },
  subjects: [
    { apiGroup: group, kind: 'User', name: 'ada' },
    { apiGroup: group, kind: 'Group', name: 'owners' },
    { kind: 'ServiceAccount', namespace: 'ci', name: 'ada' },
  ],
};
const grants = grantsOf([binding]);

describe('grantsOf', () => {
  it('has a line for each subject', () => expect(grants.map((g) => g.subject)).toEqual(['ada', 'owners', 'ci/ada']));
  it('knows what members of an organization get', () => {
    const labels = { 'app.kubernetes.io/managed-by': 'modelyard', 'modelyard.dev/organization': 'acme' };
    expect(grantsOf([{ ...binding, metadata: { ...binding.metadata, labels } }])[0]?.organization).toBe('acme');
  });
});

describe('grantsFor', () => {
  it('finds a person by name and by group', () => expect(grantsFor('ada', ['owners'], grants)).toHaveLength(2));
  it('does not take a service account for a person', () => expect(grantsFor('ci/ada', [], grants)).toHaveLength(0));
});

describe('withoutSubject', () => {
  it('keeps the others', () =>
    expect(withoutSubject(grants[0]!)?.subjects?.map((s) => s.kind)).toEqual(['Group', 'ServiceAccount']));
  it('leaves nothing of a binding with one subject', () =>
    expect(withoutSubject({ ...grants[0]!, binding: { ...binding, subjects: [binding.subjects![0]!] } })).toBeUndefined());
});
