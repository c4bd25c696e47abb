import { phaseOf, stageOf, type Version } from './names';

/** What the list of versions is restricted to, in its address. */
export interface LibraryFilters {
  phase?: string;
  stage?: string;
  format?: string;
  license?: string;
  task?: string;
  /** Only what waits for the person who looks. */
  mine?: boolean;
}

export type Facet = Exclude<keyof LibraryFilters, 'mine'>;

export const facets: Record<Facet, (version: Version) => string | undefined> = {
  phase: phaseOf,
  stage: stageOf,
  format: ({ status }) => status?.metadata?.format,
  license: ({ status }) => status?.metadata?.license,
  task: ({ status }) => status?.metadata?.task,
};

export const facetNames = Object.keys(facets) as Facet[];

/** The filters of an address; what is none is left out. */
export function filtersOf(search: Record<string, unknown>): LibraryFilters {
  const filters: LibraryFilters = {};
  for (const name of facetNames) {
    const value = search[name];
    if (typeof value === 'string' && value) filters[name] = value;
  }
  if (search.mine === true || search.mine === 'true') filters.mine = true;
  return filters;
}

export const passes = (version: Version, filters: LibraryFilters): boolean =>
  facetNames.every((name) => !filters[name] || facets[name](version) === filters[name]);

/** What there is to choose from: the values that versions have, and the one that is chosen. */
export function choices(versions: Version[], facet: Facet, chosen?: string): string[] {
  const values = new Set(versions.map(facets[facet]).filter((v) => v !== undefined));
  if (chosen) values.add(chosen);
  return [...values].sort();
}
