import { Stack, Text } from '@mantine/core';
import { inWords } from '../deployments/resources';
import { priceText } from '../limits/deployment';
import { limitsText, type RateLimits } from '../limits/text';
import { KeyValues } from '../parts/KeyValues';
import { Panel } from '../parts/Panel';
import { useDraft } from './draft';
import { engineChoices } from './engines';

/** All of it once more, in words, before anything is created. */
export function ReviewStep() {
  const { deployment, endpoint, objects } = useDraft();
  const { metadata, spec } = deployment;
  const { resources, scaling, sharing } = spec ?? {};
  const engine = engineChoices.find((e) => e.type === spec?.engine?.type);
  return (
    <Panel title="What is created">
      <Stack>
        <KeyValues
          items={[
            ['Deployment', `${metadata?.name ?? 'without a name yet'} in ${metadata?.namespace ?? 'no project yet'}`],
            ['Model', spec?.model?.version ?? spec?.model?.uri ?? spec?.engine?.external?.model ?? 'the engine’s own'],
            ['Engine', engine?.label],
            ['Context', spec?.engine?.contextLength && `${spec.engine.contextLength.toLocaleString('en')} tokens`],
            ['Each replica gets', inWords(resources ?? {})],
            [
              'Replicas',
              scaling ? `${scaling.minReplicas ?? 1} to ${scaling.maxReplicas}, by ${scaling.metric}` : (spec?.replicas ?? 1),
            ],
            [
              'Endpoint',
              endpoint ? `${endpoint.metadata?.name}, created along with it` : (spec?.endpoint ?? 'none, its own name only'),
            ],
            [
              'Callers',
              sharing?.policy === 'AllOrganizations'
                ? 'everyone with a key'
                : sharing?.policy === 'Organizations'
                  ? `the own organization, and ${sharing.organizations?.join(', ')}`
                  : 'the own organization',
            ],
            ['Limits', limits({ ...spec?.rateLimits })],
            ['Price', priceText(deployment) || 'free'],
          ]}
        />
        {objects.length > 1 && (
          <Text size="sm" c="var(--muted)">
            {objects.length} objects are tried together first, then created: {objects.map((o) => o.kind).join(', ')}.
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

const limits = (given: Record<string, RateLimits> = {}): string =>
  Object.entries(given)
    .map(([caller, of]) => `each ${caller} ${limitsText(of)}`)
    .join('; ') || 'none of its own';
