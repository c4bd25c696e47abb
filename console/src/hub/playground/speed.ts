import type { Answer } from './useChat';

/** How fast the model wrote, from its first token to its last; what comes all at once has no speed. */
export function tokensPerSecond({ first, ended, usage }: Pick<Answer, 'first' | 'ended' | 'usage'>): number | undefined {
  const written = usage?.completion_tokens ?? 0;
  if (first === undefined || ended === undefined || written < 2 || ended - first < 1) return undefined;
  return ((written - 1) * 1000) / (ended - first);
}
