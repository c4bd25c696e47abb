import type { ModelRepository } from '../api/kinds';

export type Rule = NonNullable<NonNullable<ModelRepository['spec']>['rules']>[0];

const either = (words: string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

/** A rule in words: `Take acme/*, versions [1.0,2.0), of gguf, the newest 1 of each.` */
export function ruleSentence(rule: Rule): string {
  const labels = Object.entries(rule.labels ?? {}).map(([key, value]) => `${key}=${value}`);
  const parts = [
    rule.repository ?? 'everything',
    rule.tag && `tags ${rule.tag}`,
    rule.versions && `versions ${rule.versions}`,
    rule.formats?.length && `of the format ${either(rule.formats)}`,
    rule.licenses?.length && `with the licence ${either(rule.licenses)}`,
    rule.maxSize && `no larger than ${rule.maxSize}`,
    rule.minAge && `unchanged for ${rule.minAge} at least`,
    rule.maxAge && `changed within ${rule.maxAge}`,
    labels.length && `labelled ${labels.join(' and ')}`,
    rule.newest && `the newest ${rule.newest} of each repository`,
  ].filter(Boolean);
  return `${rule.action === 'Exclude' ? 'Leave out' : 'Take'} ${parts.join(', ')}.`;
}

/** The list with one item in another place. */
export function moved<T>(items: T[], from: number, to: number): T[] {
  if (to < 0 || to >= items.length || from === to) return items;
  const rest = items.filter((_, i) => i !== from);
  return [...rest.slice(0, to), items[from]!, ...rest.slice(to)];
}

/** Name of the ModelVersion: model and version, as far as a name may have their characters. As the repositories themselves do it. */
export function resourceName(model: string, version: string): string {
  const name = `${model}-${version.replace(/[A-Z]/g, (c) => c.toLowerCase()).replace(/[^a-z0-9.-]/g, '-')}`;
  return name.slice(0, 200).replace(/[.-]+$/, '');
}
