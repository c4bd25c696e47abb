import type { ModelRepository, Served } from '../api/kinds';
import { StatusBadge, type Tone } from '../parts/StatusBadge';

export type Repository = Served<ModelRepository>;

const conditionOf = ({ status }: Repository) => status?.conditions?.find((c) => c.type === 'Ready');

function standing(repository: Repository): [Tone, string] {
  const ready = conditionOf(repository);
  if (repository.spec?.suspend) return ['off', 'Suspended'];
  if (!ready || ready.status === 'Unknown') return ['busy', 'Being looked through'];
  if (ready.status === 'True') return ['good', 'Ready'];
  return repository.status?.problems?.length ? ['waiting', 'Problems'] : ['bad', ready.reason ?? 'Not ready'];
}

export const healthOf = (repository: Repository): string => standing(repository)[1];

/** Whether the library has what the rules take; why not, on demand. */
export function HealthBadge({ repository }: { repository: Repository }) {
  const [tone, label] = standing(repository);
  return (
    <StatusBadge tone={tone} reason={conditionOf(repository)?.message || undefined}>
      {label}
    </StatusBadge>
  );
}

/** Why it is not as it should be. */
export function healthMessage(repository: Repository): string | undefined {
  const ready = conditionOf(repository);
  return ready?.status === 'False' ? ready.message || ready.reason : undefined;
}
