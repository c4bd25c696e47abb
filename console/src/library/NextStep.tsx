import { Anchor, Paper, Text } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { phaseOf, type Version } from './names';

/** Where to look for what stands against a version: at the first condition that is not true. */
const places: Record<string, { tab: string; label: string }> = {
  Scanned: { tab: 'scan', label: 'See what was found' },
  Verified: { tab: 'signatures', label: 'See the signatures' },
  Approved: { tab: 'approvals', label: 'See the approvals' },
};

function placeOf({ status }: Version) {
  const untrue = ['Scanned', 'Verified', 'Approved'].find((type) =>
    status?.conditions?.some((c) => c.type === type && c.status === 'False'),
  );
  return untrue && places[untrue];
}

/** What a version that is not ready waits for or has against it, and where to go on. */
export function NextStep({ version }: { version: Version }) {
  const { tab } = useSearch({ from: '/library/$namespace/$name' });
  const message = version.status?.message;
  if (phaseOf(version) === 'Approved' || !message) return null;
  const place = placeOf(version);
  return (
    <Paper withBorder radius="lg" bg="var(--surface)" px="lg" py="md" role="status">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {message}{' '}
        {place && place.tab !== tab && (
          <Anchor
            size="sm"
            underline="always"
            renderRoot={(props) => <Link to="." search={(before) => ({ ...before, tab: place.tab })} replace {...props} />}
          >
            {place.label}
          </Anchor>
        )}
      </Text>
    </Paper>
  );
}
