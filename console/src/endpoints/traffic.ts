import type { Endpoint, ModelDeployment, Served } from '../api/kinds';

export interface Share {
  deployment: string;
  /** In relation to the sum of all. */
  weight: number;
}

/** Where an endpoint's calls went before the last change, so that it can be undone by whoever reads it: JSON, as in `spec.traffic`. */
export const previousTraffic = 'modelyard.dev/previous-traffic';

type Deployment = Served<ModelDeployment>;

/** Who answers: what the endpoint lists, or else the deployments that name it, in equal shares. */
export function sharesOf({ metadata, spec }: Served<Endpoint>, deployments: Deployment[]): Share[] {
  if (spec?.traffic?.length) return spec.traffic.map(({ deployment, weight = 100 }) => ({ deployment, weight }));
  return deployments
    .filter((d) => d.metadata.namespace === metadata.namespace && d.spec?.endpoint === metadata.name)
    .map((d) => ({ deployment: d.metadata.name, weight: 100 }))
    .sort((a, b) => a.deployment.localeCompare(b.deployment));
}

/** The same shares as whole percentages, which sum up to 100 unless all are 0. */
export function inPercent(shares: Share[]): Share[] {
  const sum = shares.reduce((total, s) => total + s.weight, 0);
  if (sum === 0) return shares.map((s) => ({ ...s, weight: 0 }));
  const exact = shares.map((s) => (s.weight / sum) * 100);
  const whole = exact.map(Math.floor);
  const missing = 100 - whole.reduce((total, n) => total + n, 0);
  // What rounding left over goes to those that lost most by it.
  const losers = exact
    .map((n, i) => ({ i, lost: n - Math.floor(n) }))
    .sort((a, b) => b.lost - a.lost)
    .slice(0, missing);
  for (const { i } of losers) whole[i]!++;
  return shares.map((s, i) => ({ ...s, weight: whole[i]! }));
}

/** The shares with one of them at so many percent; the others keep their relation to each other. */
export function shift(shares: Share[], deployment: string, percent: number): Share[] {
  const others = shares.filter((s) => s.deployment !== deployment);
  if (others.length === 0) return shares.map((s) => ({ ...s, weight: 100 }));
  const rest = Math.max(0, 100 - percent);
  const relation = others.some((s) => s.weight > 0) ? others : others.map((s) => ({ ...s, weight: 1 }));
  const scaled = inPercent(relation).map((s) => ({ ...s, weight: (s.weight * rest) / 100 }));
  const whole = rounded(scaled, rest);
  return shares.map((s) =>
    s.deployment === deployment ? { ...s, weight: percent } : whole.find((o) => o.deployment === s.deployment)!,
  );
}

function rounded(shares: Share[], sum: number): Share[] {
  const floors = shares.map((s) => ({ ...s, weight: Math.floor(s.weight) }));
  let missing = sum - floors.reduce((total, s) => total + s.weight, 0);
  const order = shares.map((s, i) => ({ i, lost: s.weight - Math.floor(s.weight) })).sort((a, b) => b.lost - a.lost);
  for (const { i } of order) {
    if (missing-- <= 0) break;
    floors[i]!.weight++;
  }
  return floors;
}

/** What the last change can be undone to; undefined when nothing is known of it. An empty list: no traffic was listed. */
export function previousOf({ metadata }: Served<Endpoint>): Share[] | undefined {
  const text = metadata.annotations?.[previousTraffic];
  if (!text) return undefined;
  try {
    const shares: unknown = JSON.parse(text);
    if (!Array.isArray(shares)) return undefined;
    return shares
      .filter((s): s is { deployment: string; weight?: number } => typeof s?.deployment === 'string')
      .map(({ deployment, weight = 100 }) => ({ deployment, weight }));
  } catch {
    return undefined;
  }
}

/** The change to new shares, with what was before it: in one, so that they never tell different things. */
export function changeTo(endpoint: Served<Endpoint>, next: Share[]): object {
  const { resourceVersion, annotations } = endpoint.metadata;
  const before = JSON.stringify(endpoint.spec?.traffic ?? []);
  return {
    // Refused when somebody else changed it meanwhile: what is undone has to be what was seen.
    metadata: { resourceVersion, annotations: { ...annotations, [previousTraffic]: before } },
    spec: { traffic: next.length > 0 ? next : null },
  };
}

/** `atlas 90 %, atlas-2 10 %`. */
export const trafficText = (shares: Share[]): string =>
  shares.length === 0
    ? 'nobody'
    : inPercent(shares)
        .map((s) => `${s.deployment} ${s.weight} %`)
        .join(', ');

export const sameShares = (a: Share[], b: Share[]): boolean => trafficText(a) === trafficText(b);
