import { describe, expect, it } from 'vitest';
import { sentencesOf, whichVersions } from './sentences';

describe('whichVersions', () => {
  it('is every version when nothing is named', () => expect(whichVersions({})).toBe('It is about every version.'));
  it('names all that has to match', () =>
    expect(whichVersions({ sources: ['hf://**'], licenses: ['MIT', 'Apache-2.0'], matchLabels: { tier: 'a' } })).toBe(
      'It is about versions from hf://**, with the licence MIT or Apache-2.0, labelled tier=a.',
    ));
});

describe('sentencesOf', () => {
  it('says who can approve', () =>
    expect(
      sentencesOf('approvalpolicies', {
        metadata: { name: 'p' },
        spec: { approvals: [{ name: 'law', count: 2, users: ['lea'], groups: ['jurists'] }] },
      } as never),
    ).toContain('2 approvals for law, from lea or the group jurists.'));
  it('says what is done about findings', () =>
    expect(
      sentencesOf('scanpolicies', {
        spec: { severities: { high: 'Waiver' }, rules: [{ rule: 'MY-SEC-*', action: 'Block' }] },
      } as never),
    ).toEqual([
      'It is about every version.',
      'High findings need a waiver.',
      'Findings of MY-SEC-* block the version, whatever is waived.',
    ]));
});
