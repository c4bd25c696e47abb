import { describe, expect, it } from 'vitest';
import { browserOf, stateOf } from './account';

describe('stateOf', () => {
  it('is disabled before anything else', () =>
    expect(stateOf({ spec: { disabled: true }, status: { mustChangePassword: true } }).word).toBe('Disabled'));
  it('waits for a password of their own', () =>
    expect(stateOf({ status: { mustChangePassword: true } }).word).toBe('First password'));
  it('is active otherwise', () => expect(stateOf({}).word).toBe('Active'));
});

describe('browserOf', () => {
  it('knows Edge from the Chrome it says it is', () =>
    expect(browserOf('Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0')).toBe(
      'Edge on Windows',
    ));
  it('knows Firefox', () =>
    expect(browserOf('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox on Linux'));
  it('shows what it does not know', () => expect(browserOf('curl/8.5.0')).toBe('curl/8.5.0'));
  it('says so when there is nothing', () => expect(browserOf(undefined)).toBe('unknown'));
});
