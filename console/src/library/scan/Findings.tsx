import { Button, Stack, Text } from '@mantine/core';
import { Age } from '../../parts/Age';
import { StatusBadge, type Tone } from '../../parts/StatusBadge';
import classes from './Findings.module.css';

export interface Finding {
  rule?: string;
  severity?: string;
  action?: string;
  scanner?: string;
  waiver?: string;
  waivedUntil?: string;
  path?: string;
  location?: string;
  message?: string;
  advice?: string;
}

const severities: Record<string, Tone> = { Critical: 'bad', High: 'bad', Medium: 'waiting', Low: 'off', Info: 'off' };

const actions: Record<string, string> = {
  Block: 'Blocks the version; no waiver helps',
  Waiver: 'Needs a waiver',
  Waived: 'Waived',
  Warn: 'Warns',
  Ignore: 'Is not counted',
};

/** Findings one below the other: what, where, what is done about it and what one should do. */
export function Findings({ findings, onWaive }: { findings: Finding[]; onWaive?: (rule: string) => void }) {
  return (
    <ul className={classes.list} aria-label="Findings">
      {findings.map((finding, i) => (
        <li key={i} className={classes.finding}>
          <div>
            <StatusBadge tone={severities[finding.severity ?? ''] ?? 'off'}>{finding.severity ?? 'Unknown'}</StatusBadge>
            <Text size="xs" c="var(--muted)" mt={2}>
              {finding.rule}
            </Text>
          </div>
          <Stack gap={2} miw={0}>
            <Text size="sm">{finding.message}</Text>
            <Text size="xs" c="var(--muted)" style={{ overflowWrap: 'anywhere' }}>
              {[finding.path, finding.location, finding.scanner && `found by ${finding.scanner}`].filter(Boolean).join(' · ')}
            </Text>
            {finding.advice && (
              <Text size="sm" c="var(--muted)">
                {finding.advice}
              </Text>
            )}
          </Stack>
          <Stack gap={4} align="flex-start">
            <Text size="sm">{actions[finding.action ?? ''] ?? finding.action}</Text>
            {finding.waivedUntil && (
              <Text size="xs" c="var(--muted)">
                {finding.action === 'Waived' ? 'ends' : 'the waiver ended'} <Age time={finding.waivedUntil} />
              </Text>
            )}
            {onWaive && finding.action === 'Waiver' && (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => onWaive(finding.rule!)}
                aria-label={`Waive ${finding.rule}`}
              >
                Waive…
              </Button>
            )}
          </Stack>
        </li>
      ))}
    </ul>
  );
}
