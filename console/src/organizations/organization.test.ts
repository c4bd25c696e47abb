import { describe, expect, it } from 'vitest';
import { draftOfOrg, memberName, type Org, specOf } from './organization';

const acme: Org = {
  metadata: { name: 'acme' },
  spec: {
    displayName: 'Acme Ltd.',
    limits: { requestsPerMinute: 60 },
    budget: { amount: 500, currency: 'EUR' },
    keys: { maxLifetime: '90d' },
  },
};

describe('specOf', () => {
  it('changes nothing when nothing was changed', () =>
    expect(JSON.parse(JSON.stringify(specOf(draftOfOrg(acme), acme.spec)))).toEqual({
      displayName: 'Acme Ltd.',
      limits: { requestsPerMinute: 60 },
      budget: { amount: '500', currency: 'EUR', period: 'Month' },
      keys: { maxLifetime: '90d' },
    }));
  it('takes away what was emptied', () => {
    const spec = specOf({ ...draftOfOrg(acme), limits: {}, maxLifetime: '' }, acme.spec);
    expect(spec?.limits).toBeUndefined();
    expect(spec?.keys).toBeUndefined();
  });
});

describe('memberName', () => {
  it('is made of the user', () => expect(memberName('Developer@acme.example')).toBe('developer-acme-example'));
  it('begins and ends with a letter or digit', () => expect(memberName('_ada_')).toBe('ada'));
  it('is never empty', () => expect(memberName('@')).toBe('member'));
});
