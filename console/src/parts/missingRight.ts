import { ApiError } from '../api/errors';
import { kinds } from '../api/kinds';

/** A refusal for want of a right: what one may not, and who can change that. */
export interface MissingRight {
  what: string;
  whom: string;
}

const sentence = /cannot (\S+) resource "([^"]+)".*?(?:in the namespace "([^"]+)"|at the cluster scope)/;
const verbs: Record<string, string> = { get: 'see', list: 'see', watch: 'see', patch: 'change', update: 'change' };

/** What the API's refusal says, in the words of the pages; undefined for other failures, and for refusals by a policy. */
export function missingRight(error: unknown): MissingRight | undefined {
  if (!(error instanceof ApiError) || error.code !== 403) return undefined;
  const [, verb, resource, project] = sentence.exec(error.message) ?? [];
  if (!verb || !resource) return undefined;
  const name = error.status?.details?.name;
  const object = name ? `the ${wordOf(resource)} ${name}` : resource;
  return {
    what: `You may not ${verbs[verb] ?? verb} ${object}${project ? ` in the project ${project}` : ''}.`,
    whom: project
      ? `Whoever manages ${project}, an owner or admin of its organization or a platform administrator, can give you a role there.`
      : 'It is of the whole installation: ask a platform administrator for a role that allows it.',
  };
}

/** `model version`, for `modelversions`. */
function wordOf(resource: string): string {
  const kind = Object.values(kinds).find((k) => k.plural === resource)?.kind;
  return kind ? kind.replace(/(?<![A-Z])[A-Z](?=[a-z])/g, (c) => ` ${c.toLowerCase()}`).trim() : resource;
}
