import type { ApiKey, Served } from '../api/kinds';
import type { Tone } from '../parts/StatusBadge';

export type Key = Served<ApiKey>;

/** Label of the keys that the console makes for the playground of a session, and revokes with it. */
const sessionLabel = 'modelyard.dev/console-session';

export const isOfSession = ({ metadata }: Key): boolean => metadata.labels?.[sessionLabel] !== undefined;

/** Whom it is for, in a word. */
export function holderOf({ spec }: ApiKey): string {
  return spec?.user ?? (spec?.serviceAccount ? `service account ${spec.serviceAccount}` : 'nobody in particular');
}

/** What it may be used for, in a few words. */
export function scopeOf({ spec }: ApiKey): string {
  const named = [...(spec?.deployments ?? []), ...(spec?.endpoints ?? []).map((e) => `endpoint ${e}`)];
  const where = named.length ? named.join(', ') : 'everything the project can reach';
  const permissions = spec?.permissions ?? [];
  return permissions.length === 1 ? `${where} (${permissions[0] === 'invoke' ? 'calls only' : 'lists only'})` : where;
}

/** Whether it works, and if so for how long. */
export function stateOf({ spec, status }: ApiKey, now = Date.now()): { word: string; tone: Tone; reason?: string } {
  const ends = spec?.expiresAt ? Date.parse(spec.expiresAt) : undefined;
  if (ends !== undefined && ends <= now)
    return { word: 'Expired', tone: 'off', reason: 'It is refused. Rotate it or make another one.' };
  if (status?.replacedBy)
    return { word: 'Replaced', tone: 'waiting', reason: `${status.replacedBy} takes its place; it works until then.` };
  const day = 86_400_000;
  if (ends !== undefined && ends - now < 7 * day)
    return { word: 'Ends soon', tone: 'waiting', reason: 'Rotate it before it ends.' };
  return { word: 'Works', tone: 'good' };
}
