import { Stack, Text } from '@mantine/core';
import { useConfig } from '../api/config';
import type { ApiKey } from '../api/kinds';
import { CodeBlock } from '../parts/CodeBlock';
import { SecretOnce } from '../parts/SecretOnce';

/** The secret of a key that was just made, with a first call to try it by. */
export function KeySecret({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const config = useConfig();
  const secret = apiKey.status?.secret ?? '';
  return (
    <SecretOnce title={`Key ${apiKey.metadata?.name}`} label="API key" secret={secret} onClose={onClose}>
      {config && (
        <Stack gap={6}>
          <Text size="sm">What it may use, to try it:</Text>
          <CodeBlock
            label="first call"
            code={`curl -s ${config.external ?? config.gateway}/v1/models -H "Authorization: Bearer ${secret}"`}
          />
        </Stack>
      )}
    </SecretOnce>
  );
}
