import type { ApiKey, Served } from '../api/kinds';
import type { Tone } from '../parts/StatusBadge';

export type Key = Served<ApiKey>;

/** Label of the keys that the console makes for the playground of a session, and revokes with it. */
const sessionLabel = 'modelyard.dev/console-session';

/** They end within the hour, with some air for clocks. */
const longestOfSession = 2 * 3_600_000;

/** Whether it is one of those. The label alone does not say so: anybody may put it on a key of theirs, and keys that stay are not to be overlooked. */
export function isOfSession({ metadata, spec }: Key): boolean {
  const life = Date.parse(spec?.expiresAt ?? '') - Date.parse(metadata.creationTimestamp ?? '');
  return metadata.labels?.[sessionLabel] !== undefined && life <= longestOfSession;
}

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
