import type { ModelVersion, Served } from '../api/kinds';

export type Version = Served<ModelVersion>;

/** Labels and annotations of the library. */
export const stageLabel = 'modelyard.dev/stage';
export const signaturesWanted = 'modelyard.dev/signatures-wanted-at';

/** In the order in which a version goes through them. */
export const stages = ['candidate', 'staging', 'production', 'deprecated', 'retired'] as const;

export const stageOf = ({ metadata }: Version): string => metadata.labels?.[stageLabel] ?? 'candidate';

export const phaseOf = ({ status }: Version): string => status?.phase ?? 'Pending';

/** As people name it in its project: `atlas:1.2`. */
export const shortName = ({ spec }: Version): string => `${spec?.model}:${spec?.version}`;

/** As people name it anywhere: `acme/atlas:1.2`. */
export const fullName = (version: Version): string => `${version.metadata.namespace}/${shortName(version)}`;

export const hrefOf = ({ metadata }: Version): string => `/library/${metadata.namespace}/${metadata.name}`;

/** The beginning of a digest, enough to compare by eye. */
export const shortDigest = (digest: string): string => digest.replace(/^(sha256:.{12}).*/, '$1…');
