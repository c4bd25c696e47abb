import type { Account, Served } from '../api/kinds';
import type { Tone } from '../parts/StatusBadge';

export type Person = Served<Account>;

/** Whether they can sign in. */
export function stateOf({ spec, status }: Account): { word: string; tone: Tone; reason?: string } {
  if (spec?.disabled) return { word: 'Disabled', tone: 'off', reason: 'They cannot sign in.' };
  if (status?.mustChangePassword)
    return { word: 'First password', tone: 'waiting', reason: 'They have not yet chosen a password that only they know.' };
  return { word: 'Active', tone: 'good' };
}

const browsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
];

/** `Firefox on Linux`, as far as the browser says so. */
export function browserOf(userAgent: string | undefined): string {
  const name = (known: [RegExp, string][]) => known.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
  const [browser, system] = [name(browsers), name(systems)];
  return browser ? `${browser}${system ? ` on ${system}` : ''}` : userAgent?.split(' ')[0] || 'unknown';
}
