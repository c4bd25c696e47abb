import { ActionIcon, Button, Group, NumberInput, Text, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ModelDeployment, Served } from '../api/kinds';
import { modelOf, PhaseBadge } from '../deployments/phase';
import { StatusBadge } from '../parts/StatusBadge';
import classes from './Traffic.module.css';
import type { Share } from './traffic';

interface TrafficRowProps {
  /** Its number among the colours of the bar. */
  colour: number;
  share: Share;
  /** What it has now, in percent. */
  before: number;
  deployment?: Served<ModelDeployment>;
  editable: boolean;
  onShift: (percent: number) => void;
  /** It alone is left. */
  onPromote: () => void;
  onRemove: () => void;
}

/** The steps of a rollout. */
const steps = [10, 50, 100];

export function TrafficRow({ colour, share, before, deployment, editable, onShift, onPromote, onRemove }: TrafficRowProps) {
  const name = share.deployment;
  return (
    <div className={classes.row}>
      <span className={classes.mark} data-share={colour} aria-hidden />
      <div>
        {deployment ? (
          <Link
            to="/deployments/$namespace/$name"
            params={{ namespace: deployment.metadata.namespace!, name }}
            className={classes.name}
          >
            {name}
          </Link>
        ) : (
          <span className={classes.name}>{name}</span>
        )}
        <Text size="xs" c="var(--muted)" style={{ overflowWrap: 'anywhere' }}>
          {deployment ? modelOf(deployment) : 'There is no such deployment.'}
        </Text>
      </div>
      {deployment ? <PhaseBadge deployment={deployment} /> : <StatusBadge tone="bad">Missing</StatusBadge>}
      {editable ? (
        <NumberInput
          aria-label={`Share of ${name}`}
          size="xs"
          value={share.weight}
          onChange={(value) => typeof value === 'number' && onShift(Math.min(100, Math.max(0, Math.round(value))))}
          min={0}
          max={100}
          suffix=" %"
          hideControls
        />
      ) : (
        <Text size="sm" fw={500}>
          {share.weight} %
        </Text>
      )}
      {editable ? (
        <Group gap={4} wrap="nowrap">
          {steps.map((percent) => (
            <Button
              key={percent}
              size="compact-xs"
              variant={share.weight === percent ? 'light' : 'default'}
              onClick={() => onShift(percent)}
              aria-label={`${percent} % to ${name}`}
            >
              {percent} %
            </Button>
          ))}
          <Tooltip label="All calls, and the others out">
            <Button size="compact-xs" variant="default" onClick={onPromote} aria-label={`Promote ${name}`}>
              Promote
            </Button>
          </Tooltip>
          {before !== share.weight && (
            <Text size="xs" c="var(--muted)" ml={4} style={{ whiteSpace: 'nowrap' }}>
              now {before} %
            </Text>
          )}
        </Group>
      ) : (
        <span />
      )}
      {editable ? (
        <Tooltip label="Take it out">
          <ActionIcon variant="subtle" color="gray" onClick={onRemove} aria-label={`Take ${name} out`}>
            <IconX size={15} />
          </ActionIcon>
        </Tooltip>
      ) : (
        <span />
      )}
    </div>
  );
}
