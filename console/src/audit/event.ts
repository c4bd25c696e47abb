import type { AuditEvent, Served } from '../api/kinds';

export type Entry = Served<AuditEvent>;

/** What part of the trail is looked at. */
export interface Selection {
  user?: string;
  verb?: string;
  resource?: string;
  object?: string;
  project?: string;
  /** Hours back from now; all that is kept when absent. */
  hours?: number;
  outcome?: string;
  /** Also what the parts of the system did by themselves. */
  system?: boolean;
}

/** What of it the server can choose by itself. */
export function fieldSelector({ user, verb, resource, object, project }: Selection): string {
  const fields = {
    'user.username': user,
    verb,
    'objectRef.resource': resource,
    'objectRef.name': object,
    'objectRef.namespace': project,
  };
  return Object.entries(fields)
    .flatMap(([field, value]) => (value ? [`${field}=${value.replace(/[\\,=]/g, '\\$&')}`] : []))
    .join(',');
}

/** And what it cannot. */
export function matches(event: Entry, { hours, outcome, system, user }: Selection, now = Date.now()): boolean {
  const refused = (event.responseStatus?.code ?? 0) >= 400;
  return (
    (system || !!user || !(event.user?.username ?? '').startsWith('system:')) &&
    (!outcome || (outcome === 'refused') === refused) &&
    (!hours || timeOf(event) >= now - hours * 3_600_000)
  );
}

export const timeOf = ({ requestReceivedTimestamp, metadata }: Entry): number =>
  Date.parse(requestReceivedTimestamp ?? metadata.creationTimestamp ?? '');

/** `acme/atlas-chat`, with the part of the object that was meant. */
export function objectOf({ objectRef }: Entry): string {
  const { namespace, name, subresource } = objectRef ?? {};
  const object = [namespace, name].filter(Boolean).join('/');
  return subresource ? `${object} (${subresource})` : object;
}

/** Who did it, and as whom. */
export const actorOf = ({ user, impersonatedUser }: Entry): string =>
  impersonatedUser?.username ? `${impersonatedUser.username} (by ${user?.username})` : (user?.username ?? '');

export function outcomeOf({ responseStatus }: Entry): string {
  const { code, reason } = responseStatus ?? {};
  return (code ?? 0) < 400 ? 'done' : (reason ?? `refused (${code})`);
}
