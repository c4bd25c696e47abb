import { Text } from '@mantine/core';
import type { InferenceService, Served } from '../api/kinds';
import { RunningSummary } from '../deployments/RunningSummary';
import { engineOf, modelOf, readyOf, replicasOf, statusOf } from './service';

export function ServiceSummary({ service }: { service: Served<InferenceService> }) {
  const { phase, message } = statusOf(service);
  const { model, containers } = service.spec?.predictor ?? {};
  const { requests, limits } = model?.resources ?? containers?.[0]?.resources ?? {};
  const amount = (name: string) => limits?.[name] ?? requests?.[name];
  return (
    <RunningSummary
      running={service}
      notice={
        phase !== 'Running' &&
        message && (
          <Text size="sm" role="status" style={{ overflowWrap: 'anywhere' }}>
            {message}
          </Text>
        )
      }
      model={[
        ['Model', modelOf(service)],
        ['Runtime', engineOf(service)],
      ]}
      resources={{ cpu: amount('cpu'), memory: amount('memory'), gpus: amount('nvidia.com/gpu') }}
      replicas={{ ready: readyOf(service), all: replicasOf(service) }}
    />
  );
}
