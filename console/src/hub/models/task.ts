import type { ModelDeployment, ModelVersion } from '../../api/kinds';

/** The ways to call a model that the hub has a form and snippets for. */
export const calls = ['chat', 'embeddings', 'rerank', 'ocr'] as const;
export type Call = (typeof calls)[number];

export const callLabels: Record<Call, string> = {
  chat: 'Chat',
  embeddings: 'Embeddings',
  rerank: 'Rerank',
  ocr: 'Text in pictures',
};

/** Tasks as model cards name them. */
const callsOfTasks: [RegExp, Call][] = [
  [/rerank|text-ranking|cross-encoder/, 'rerank'],
  [/feature-extraction|similarity|embedding/, 'embeddings'],
  [/ocr|image-to-text|text-detection|document/, 'ocr'],
  [/./, 'chat'],
];

/** What the library says the model is for. */
export const taskOf = (version: ModelVersion | undefined): string | undefined => version?.status?.metadata?.task;

/** Which form to begin with. Only a first choice: which calls a model answers, its engine says. */
export function likelyCall(deployment: ModelDeployment | undefined, version: ModelVersion | undefined): Call {
  const engine = deployment?.spec?.engine;
  if (engine?.args?.some((a) => a === '--embedding' || a === '--embeddings')) return 'embeddings';
  const hint = `${taskOf(version) ?? ''} ${engine?.image ?? ''} ${engine?.external?.model ?? ''}`.toLowerCase();
  return callsOfTasks.find(([pattern]) => pattern.test(hint))?.[1] ?? 'chat';
}
