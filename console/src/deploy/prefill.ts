import { stringify } from 'yaml';
import { type ApiObject, apiVersionOf, kinds, type ModelDeployment, type Served } from '../api/kinds';
import { fullName, shortName, type Version } from '../library/names';
import { fieldsOf } from './engines';
import { editManifest, readManifest } from './manifest';

type EngineType = NonNullable<ModelDeployment['spec']>['engine']['type'];

/** The engine that is made for a format. The verdict says when it does not fit. */
const engines: [format: string, engine: EngineType][] = [
  ['gguf', 'builtin-llama'],
  ['onnx', 'builtin-onnx'],
  ['safetensors', 'vLLM'],
];

/** A deployment of nothing yet. */
export function blankManifest(namespace: string): string {
  return writeManifest({ metadata: { namespace }, spec: { engine: { type: 'builtin-llama' } } });
}

/** A new deployment like one that exists; one that runs, whether that one does or not. */
export function copyOf({ metadata, spec }: Served<ModelDeployment>, taken: string[]): string {
  const copy = spec && { ...spec, stopped: undefined };
  return writeManifest({ metadata: { name: freeName(metadata.name, taken), namespace: metadata.namespace }, spec: copy });
}

/** As people and deployments name a version, `project/model:version`; without the project in its own. */
export function referenceOf(version: Version, project?: string): string {
  return version.metadata.namespace === project ? shortName(version) : fullName(version);
}

/** The version a reference means. */
export function versionOf(reference: string | undefined, project: string | undefined, versions: Version[]): Version | undefined {
  return reference ? versions.find((v) => [referenceOf(v), referenceOf(v, project)].includes(reference)) : undefined;
}

/** The YAML with a version of the library chosen: its model, a name if there is none, and the engine its format is made for. */
export function withVersion(text: string, version: Version, taken: string[]): string {
  const { deployment } = readManifest(text);
  const set = (path: string, value: unknown) => {
    edited = editManifest(edited, 'ModelDeployment', path, value);
  };
  let edited = text;
  if (!deployment.metadata?.name) set('metadata.name', freeName(version.spec?.model ?? 'model', taken));
  set('spec.model.uri', undefined);
  set('spec.model.version', referenceOf(version, deployment.metadata?.namespace));
  const format = version.status?.metadata?.format?.toLowerCase() ?? '';
  const engine = engines.find(([f]) => format.includes(f))?.[1];
  return engine ? withEngine(edited, engine) : edited;
}

/** The YAML with another engine, without the fields that it has no use for. */
export function withEngine(text: string, type: EngineType): string {
  const before = readManifest(text).deployment.spec?.engine?.type;
  const kept = fieldsOf(type);
  return fieldsOf(before)
    .filter((path) => !kept.includes(path))
    .reduce(
      (edited, path) => editManifest(edited, 'ModelDeployment', path, undefined),
      editManifest(text, 'ModelDeployment', 'spec.engine.type', type),
    );
}

/** A name that can be one, and that nothing has yet. */
export function freeName(wanted: string, taken: string[]): string {
  const base =
    wanted
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[^a-z]+|-+$/g, '')
      .slice(0, 40) || 'model';
  let name = base;
  for (let n = 2; taken.includes(name); n++) name = `${base}-${n}`;
  return name;
}

function writeManifest(object: ApiObject & Pick<ModelDeployment, 'spec'>): string {
  const kind = kinds.modelDeployments;
  return stringify({ apiVersion: apiVersionOf(kind), kind: kind.kind, ...object }, { lineWidth: 0 });
}
