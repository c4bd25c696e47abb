import type { ModelDeployment, Served } from '../../api/kinds';
import { fullName, type Version } from '../names';

/** Something that a version was made from, or that was made from it. */
export interface Relative {
  kind: 'Model' | 'Dataset' | 'Code' | 'Training' | 'Evaluation' | 'Deployment';
  name: string;
  /** How many steps away. */
  distance: number;
  /** The version that it is, when the library has it. */
  version?: Version;
  detail?: string;
}

/** Models a version was made from, as they are named: by its submitter, and where that says nothing by its card. */
const basesOf = ({ spec, status }: Version): string[] =>
  spec?.lineage?.baseModels?.length ? spec.lineage.baseModels : (status?.metadata?.baseModel?.split(', ').filter(Boolean) ?? []);

/** Names under which what is at an address may be meant: the address, and the same without what pins it. */
function namesOfAddress(address: string | undefined): string[] {
  if (!address) return [];
  const isName = !address.includes('://');
  if (isName && address.split('/').length !== 2) return [];
  const full = isName ? `hf://${address}` : address;
  const path = full.indexOf('/', full.indexOf('://') + 3);
  const pin = path < 0 ? -1 : full.slice(path).search(/[@:]/);
  return pin < 0 ? [full] : [full, full.slice(0, path + pin)];
}

const reference = /^(?:([a-z0-9](?:[-a-z0-9]*[a-z0-9])?)\/)?([a-z0-9](?:[-a-z0-9.]*[a-z0-9])?:[A-Za-z0-9][A-Za-z0-9._-]*)$/;

/** A version as somebody in a project names it, with its project; undefined for what names none. */
function nameIn(project: string | undefined, text: string): string | undefined {
  const match = reference.exec(text);
  return match ? `${match[1] ?? project}/${match[2]}` : undefined;
}

/** How versions are related, over all that one may see. The same as the command line shows. */
export class Lineage {
  private readonly known = new Map<string, Version[]>();

  constructor(
    private readonly versions: Version[],
    private readonly deployments: Served<ModelDeployment>[],
  ) {
    for (const version of versions) {
      const names = [fullName(version), ...namesOfAddress(version.spec?.source?.uri), version.status?.digest];
      for (const name of names) if (name) this.known.set(name, [...(this.known.get(name) ?? []), version]);
    }
  }

  /** All that the version was made from, the nearest first. */
  ancestorsOf(version: Version): Relative[] {
    const found: Relative[] = [];
    const seen = new Set([fullName(version)]);
    let level = [version];
    for (let distance = 1; level.length > 0; distance++) {
      const next: Version[] = [];
      for (const child of level) {
        found.push(...making(child, distance));
        for (const name of basesOf(child)) {
          const parents = this.resolve(name, child);
          if (parents.length === 0 && !seen.has(name)) {
            seen.add(name);
            found.push({ kind: 'Model', name, distance });
          }
          for (const parent of parents.filter((p) => !seen.has(fullName(p)))) {
            seen.add(fullName(parent));
            const detail = parents.length > 1 ? `one of what ${name} may be` : undefined;
            found.push({ kind: 'Model', name: fullName(parent), distance, version: parent, detail });
            next.push(parent);
          }
        }
      }
      level = next;
    }
    return found;
  }

  /** All that was made from the version, and the deployments of it and of those, the nearest first. */
  descendantsOf(version: Version): Relative[] {
    const found: Relative[] = [];
    const seen = new Set([fullName(version)]);
    const children = this.children();
    let level = [version];
    for (let distance = 1; level.length > 0; distance++) {
      for (const d of level.flatMap((v) => this.deploymentsOf(v)))
        found.push({
          kind: 'Deployment',
          name: `${d.metadata.namespace}/${d.metadata.name}`,
          distance,
          detail: d.spec?.model?.version,
        });
      const next = new Map(level.flatMap((v) => children.get(fullName(v)) ?? []).map((c) => [fullName(c), c]));
      level = [...next.values()].filter((c) => !seen.has(fullName(c)));
      for (const child of level) {
        seen.add(fullName(child));
        found.push({ kind: 'Model', name: fullName(child), distance, version: child });
      }
    }
    return found;
  }

  deploymentsOf(version: Version): Served<ModelDeployment>[] {
    const name = fullName(version);
    return this.deployments.filter((d) => nameIn(d.metadata.namespace, d.spec?.model?.version ?? '') === name);
  }

  private children(): Map<string, Version[]> {
    const children = new Map<string, Version[]>();
    for (const child of this.versions)
      for (const parent of basesOf(child).flatMap((name) => this.resolve(name, child)))
        children.set(fullName(parent), [...(children.get(fullName(parent)) ?? []), child]);
    return children;
  }

  /** The versions that a base model may be. Who names a revision means that one; who names none may mean any. */
  private resolve(name: string, by: Version): Version[] {
    const key = name.startsWith('sha256:') ? name : (nameIn(by.metadata.namespace, name) ?? namesOfAddress(name)[0]);
    return (key && this.known.get(key)) || [];
  }
}

function making({ spec, status }: Version, distance: number): Relative[] {
  const stated = spec?.lineage;
  const datasets: { name?: string; uri?: string; digest?: string }[] = stated?.datasets?.length
    ? stated.datasets
    : (status?.metadata?.datasets ?? []).map((name) => ({ name }));
  const found: Relative[] = datasets.map((d) => ({ kind: 'Dataset', name: d.name ?? '', distance, detail: d.uri ?? d.digest }));
  if (stated?.code) found.push({ kind: 'Code', name: stated.code.repository ?? '', distance, detail: stated.code.commit });
  if (stated?.training) found.push({ kind: 'Training', name: stated.training.name ?? '', distance, detail: stated.training.uri });
  for (const { name, uri, metrics } of stated?.evaluations ?? []) {
    const values = Object.entries(metrics ?? {}).sort(([a], [b]) => a.localeCompare(b));
    const detail = values.length > 0 ? values.map(([metric, value]) => `${metric} ${value}`).join(', ') : uri;
    found.push({ kind: 'Evaluation', name: name ?? '', distance, detail });
  }
  return found;
}
