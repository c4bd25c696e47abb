import { Group, Radio, Stack, Text } from '@mantine/core';
import type { ModelVersion, Served } from '../api/kinds';
import { stageOf } from '../library/names';
import { PhaseBadge } from '../library/phase';
import { bytes, short } from '../parts/format';
import classes from './Guide.module.css';
import { referenceOf } from './prefill';

/** A version to choose: what it is, and if it may not run, why. */
export function VersionCard({
  id,
  version,
  project,
}: {
  id: string;
  version: Served<ModelVersion>;
  project: string | undefined;
}) {
  const { status } = version;
  const { phase = 'Pending', message, size } = status ?? {};
  const about = status?.metadata;
  const stage = stageOf(version);
  const usable = phase === 'Approved' && stage !== 'retired';
  const facts = [
    about?.task,
    about?.format,
    about?.quantization,
    about?.parameters && `${short(about.parameters)} parameters`,
    size && bytes(size),
    about?.license,
    stage,
  ].filter(Boolean);
  return (
    <Radio.Card value={id} disabled={!usable} className={classes.choice} aria-label={referenceOf(version)}>
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <Radio.Indicator disabled={!usable} mt={2} />
        <Stack gap={2} miw={0} flex={1}>
          <Group justify="space-between" gap="xs">
            <Text size="sm" fw={500} c={usable ? undefined : 'var(--muted)'}>
              {referenceOf(version, project)}
            </Text>
            <PhaseBadge version={version} explained={false} />
          </Group>
          <Text size="xs" c="var(--muted)">
            {facts.join(' · ')}
          </Text>
          {!usable && message && (
            <Text size="xs" c="var(--muted)">
              {message}
            </Text>
          )}
        </Stack>
      </Group>
    </Radio.Card>
  );
}
