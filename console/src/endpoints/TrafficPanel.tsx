import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { Endpoint, ModelDeployment, Served } from '../api/kinds';
import { Panel } from '../parts/Panel';
import classes from './Traffic.module.css';
import { TrafficDialog } from './TrafficDialog';
import { TrafficRow } from './TrafficRow';
import { inPercent, previousOf, type Share, sameShares, sharesOf, shift, trafficText } from './traffic';

/** With so much of the calls a new deployment begins, in percent. */
const begin = 10;

interface TrafficPanelProps {
  endpoint: Served<Endpoint>;
  deployments: Served<ModelDeployment>[];
  editable: boolean;
}

/** How calls are split, and how that is changed: a tenth first, half, all of them, and back. */
export function TrafficPanel({ endpoint, deployments, editable }: TrafficPanelProps) {
  const now = inPercent(sharesOf(endpoint, deployments));
  const [draft, setDraft] = useState<Share[]>();
  const [asking, setAsking] = useState<'change' | 'undo'>();
  const shares = draft ?? now;
  const previous = previousOf(endpoint);
  const undo = previous && !sameShares(previous, now) ? previous : undefined;
  const free = deployments.map((d) => d.metadata.name).filter((name) => !shares.some((s) => s.deployment === name));
  const changed = draft !== undefined && !sameShares(draft, now);
  const add = (deployment: string | null) => {
    if (deployment) setDraft(shift([...shares, { deployment, weight: 0 }], deployment, shares.length === 0 ? 100 : begin));
  };
  return (
    <Panel
      title="Where calls go"
      description={
        endpoint.spec?.traffic?.length
          ? undefined
          : 'No split is listed: the deployments that name this endpoint share the calls.'
      }
      actions={
        editable &&
        undo && (
          <Button variant="default" size="xs" leftSection={<IconArrowBackUp size={15} />} onClick={() => setAsking('undo')}>
            Undo the last change
          </Button>
        )
      }
    >
      <Stack gap="sm">
        {shares.length === 0 && (
          <Text size="sm" c="var(--muted)">
            Nobody answers yet. Choose a deployment, or name this endpoint in one.
          </Text>
        )}
        {shares.length > 0 && (
          <div className={classes.bar} role="img" aria-label={trafficText(shares)}>
            {shares.map((s, i) => (
              <div key={s.deployment} className={classes.part} data-share={i % 4} style={{ flexGrow: s.weight, flexBasis: 0 }} />
            ))}
          </div>
        )}
        <div>
          {shares.map((share, i) => (
            <TrafficRow
              key={share.deployment}
              colour={i % 4}
              share={share}
              before={now.find((s) => s.deployment === share.deployment)?.weight ?? 0}
              deployment={deployments.find((d) => d.metadata.name === share.deployment)}
              editable={editable && shares.length > 1}
              onShift={(percent) => setDraft(shift(shares, share.deployment, percent))}
              onPromote={() => setDraft([{ ...share, weight: 100 }])}
              onRemove={() => setDraft(inPercent(shares.filter((s) => s.deployment !== share.deployment)))}
            />
          ))}
        </div>
        {editable && (
          <Group justify="space-between">
            <Select
              aria-label="Add a deployment"
              placeholder={shares.length === 0 ? 'Choose a deployment' : `Add a deployment with ${begin} %`}
              data={free}
              value={null}
              onChange={add}
              nothingFoundMessage="No other deployment in this project"
              searchable
              w={280}
            />
            <Group gap="xs">
              {changed && (
                <Button variant="default" onClick={() => setDraft(undefined)}>
                  Discard
                </Button>
              )}
              <Button disabled={!changed} onClick={() => setAsking('change')}>
                Apply
              </Button>
            </Group>
          </Group>
        )}
      </Stack>
      {asking === 'change' && draft && (
        <TrafficDialog
          endpoint={endpoint}
          title="Change where calls go?"
          submit="Change"
          before={now}
          next={draft}
          onClose={() => setAsking(undefined)}
          onDone={() => setDraft(undefined)}
        />
      )}
      {asking === 'undo' && undo && (
        <TrafficDialog
          endpoint={endpoint}
          title="Undo the last change?"
          submit="Undo"
          before={now}
          next={undo}
          onClose={() => setAsking(undefined)}
          onDone={() => setDraft(undefined)}
        />
      )}
    </Panel>
  );
}
