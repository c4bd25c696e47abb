import { Anchor, Group, Stack, Text } from '@mantine/core';
import { IconBook2, IconBox, IconChartBar, IconDatabase, IconGitCommit, IconSchool, type TablerIcon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { hrefOf } from '../names';
import { PhaseBadge } from '../phase';
import type { Relative } from './lineage';

const icons: Record<Relative['kind'], TablerIcon> = {
  Model: IconBook2,
  Dataset: IconDatabase,
  Code: IconGitCommit,
  Training: IconSchool,
  Evaluation: IconChartBar,
  Deployment: IconBox,
};

/** Relatives one below the other, each as far to the right as it is steps away. */
export function Relatives({ relatives, none }: { relatives: Relative[]; none: string }) {
  if (relatives.length === 0)
    return (
      <Text size="sm" c="var(--muted)">
        {none}
      </Text>
    );
  return (
    <Stack gap="sm" role="list">
      {relatives.map((relative, i) => {
        const Icon = icons[relative.kind];
        return (
          <Group key={i} role="listitem" gap="sm" wrap="nowrap" align="flex-start" pl={(relative.distance - 1) * 22}>
            <Icon size={17} stroke={1.6} aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />
            <Stack gap={0} miw={0}>
              <Group gap="sm">
                <Name relative={relative} />
                {relative.version && <PhaseBadge version={relative.version} />}
              </Group>
              <Text size="xs" c="var(--muted)" style={{ overflowWrap: 'anywhere' }}>
                {[relative.kind, relative.detail].filter(Boolean).join(' · ')}
                {relative.kind === 'Model' && !relative.version && ' · not in the library'}
              </Text>
            </Stack>
          </Group>
        );
      })}
    </Stack>
  );
}

function Name({ relative }: { relative: Relative }) {
  const href = relative.version
    ? hrefOf(relative.version)
    : relative.kind === 'Deployment'
      ? `/deployments/${relative.name}`
      : '';
  if (!href)
    return (
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {relative.name}
      </Text>
    );
  return (
    <Anchor size="sm" renderRoot={(props) => <Link to={href} {...props} />}>
      {relative.name}
    </Anchor>
  );
}
