import { Document, isMap, isNode, isScalar, parseAllDocuments } from 'yaml';
import type { ApiObject, Endpoint, ModelDeployment } from '../api/kinds';

/** What is to be created, as the YAML says it. */
export interface Manifest {
  objects: ApiObject[];
  deployment: ModelDeployment;
  /** An endpoint that is created along with it. */
  endpoint?: Endpoint;
}

type EditedKind = 'ModelDeployment' | 'Endpoint';

const documentsOf = (text: string): Document[] => {
  const documents = parseAllDocuments(text);
  // Nothing at all is answered as no documents.
  return Array.isArray(documents) ? (documents as unknown as Document[]).filter((d) => d.contents !== null) : [];
};

/** What the YAML says; throws, in words for whoever wrote it, when it cannot be read. */
export function readManifest(text: string): Manifest {
  const documents = documentsOf(text);
  for (const { errors } of documents) {
    if (errors[0]) throw new Error(errors[0].message);
  }
  const objects = documents.map((d) => d.toJS() as ApiObject);
  const deployments = objects.filter((o) => o?.kind === 'ModelDeployment');
  if (deployments.length !== 1) throw new Error('There has to be exactly one ModelDeployment.');
  const deployment = deployments[0] as ModelDeployment;
  return { objects, deployment, endpoint: objects.find((o) => o.kind === 'Endpoint') as Endpoint | undefined };
}

/** The YAML with one value changed; `undefined` removes it. What the form does not know, comments included, stays as it is. */
export function editManifest(text: string, kind: EditedKind, path: string, value: unknown): string {
  const documents = documentsOf(text);
  const document = documents.find((d) => d.get('kind') === kind);
  if (!document) return text;
  const keys = path.split('.');
  if (kind === 'ModelDeployment' && path === 'metadata.name') renameTargets(documents, document.getIn(keys), value);
  if (value === undefined) removeIn(document, keys);
  else setIn(document, keys, value);
  return write(documents);
}

/** An endpoint that is created along with a deployment goes on sending calls to it, whatever it is called by then. */
function renameTargets(documents: Document[], before: unknown, name: unknown): void {
  for (const endpoint of documents.filter((d) => d.get('kind') === 'Endpoint')) {
    const { spec } = (endpoint.toJS() ?? {}) as Endpoint;
    spec?.traffic?.forEach(({ deployment }, i) => {
      if (deployment === (before ?? '')) endpoint.setIn(['spec', 'traffic', i, 'deployment'], name ?? '');
    });
  }
}

/** The YAML with an object added at its end. */
export function addObject(text: string, object: ApiObject): string {
  const added = new Document(object);
  added.directives!.docStart = true;
  return write([...documentsOf(text), added]);
}

/** The YAML without the objects of a kind. */
export function dropObjects(text: string, kind: EditedKind): string {
  return write(documentsOf(text).filter((d) => d.get('kind') !== kind));
}

function setIn(document: Document, keys: string[], value: unknown): void {
  for (let depth = 1; depth < keys.length; depth++) {
    const parent = document.getIn(keys.slice(0, depth), true);
    // `resources:` with nothing after it is a value, into which nothing can be put.
    if (parent !== undefined && !isMap(parent)) document.deleteIn(keys.slice(0, depth));
  }
  const before = document.getIn(keys, true);
  if (isScalar(before) && !isNode(value) && typeof value !== 'object') before.value = value;
  else document.setIn(keys, document.createNode(value));
}

function removeIn(document: Document, keys: string[]): void {
  if (!document.hasIn(keys)) return;
  document.deleteIn(keys);
  // What has become empty by it goes too, but not what every object has.
  for (let depth = keys.length - 1; depth > 1; depth--) {
    const parent = document.getIn(keys.slice(0, depth), true);
    if (!isMap(parent) || parent.items.length > 0) return;
    document.deleteIn(keys.slice(0, depth));
  }
}

const write = (documents: Document[]): string => {
  for (const [i, d] of documents.entries()) d.directives!.docStart = i > 0 ? true : d.directives!.docStart;
  return documents.map((d) => d.toString({ lineWidth: 0 })).join('');
};

/** What stands at a path; undefined where there is nothing, whatever somebody wrote there. */
export function valueAt(object: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined),
      object,
    );
}
