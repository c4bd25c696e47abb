import { describe, expect, it } from 'vitest';
import { type Deployment, priceText, sharingText, termsOf, withTerms } from './deployment';

const chat = {
  metadata: { name: 'chat', namespace: 'acme' },
  spec: {
    endpoint: 'chat',
    rateLimits: { user: { requestsPerMinute: 120 } },
    pricing: { currency: 'EUR', inputPerMillionTokens: '0.15', outputPerMillionTokens: '0.60' },
    sharing: { policy: 'Organizations', organizations: ['globex'] },
  },
} as Deployment;
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('withTerms', () => {
  it('changes nothing when nothing was changed', () => expect(plain(withTerms(chat, termsOf(chat)))).toEqual(plain(chat)));
  it('takes away limits, prices and sharing that were emptied', () => {
    const { spec } = withTerms(chat, { ...termsOf(chat), user: {}, price: {}, policy: 'None' });
    expect(plain(spec)).toEqual({ endpoint: 'chat' });
  });
  it('forgets the list when it is shared with all', () =>
    expect(plain(withTerms(chat, { ...termsOf(chat), policy: 'AllOrganizations' }).spec?.sharing)).toEqual({
      policy: 'AllOrganizations',
    }));
});

describe('words', () => {
  it('say the price', () => expect(priceText(chat)).toBe('€0.15 in, €0.60 out'));
  it('say with whom it is shared', () => expect(sharingText(chat)).toBe('globex'));
});
