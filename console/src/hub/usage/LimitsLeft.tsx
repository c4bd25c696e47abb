import { Button, Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMayOpen } from '../../app/useNavigation';
import { Age } from '../../parts/Age';
import { number } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { type Rate, ratesQuery } from '../rates';

/** Where the tightest limit stood at the last request that was made from here. */
export function LimitsLeft({ project }: { project: string }) {
  const { data } = useQuery(ratesQuery(project));
  const mayAsk = useMayOpen()('/hub/playground');
  return (
    <Panel title="Left of the tightest limit" description="As the gateway said with its last answer to you here.">
      {data ? (
        <Stack gap="sm">
          {data.requests && <Left label="Requests a minute" rate={data.requests} />}
          {data.tokens && <Left label="Tokens a minute" rate={data.tokens} />}
          <Text size="xs" c="var(--muted)" component="div">
            <Age time={data.at} />
          </Text>
        </Stack>
      ) : (
        <Stack gap="sm" align="flex-start">
          <Text size="sm" c="var(--muted)">
            Nothing was asked from here yet, or no limit applies. Answers to programs say it in their{' '}
            <code>x-ratelimit-remaining-…</code> headers.
          </Text>
          {mayAsk && (
            <Button variant="default" size="xs" renderRoot={(props) => <Link to="/hub/playground" {...props} />}>
              Ask something
            </Button>
          )}
        </Stack>
      )}
    </Panel>
  );
}

function Left({ label, rate: { limit, remaining, reset } }: { label: string; rate: Rate }) {
  const share = limit > 0 ? Math.max(0, Math.min(100, (100 * remaining) / limit)) : 0;
  return (
    <div>
      <Text size="sm">
        {label}: <b>{number(remaining)}</b> of {number(limit)}
        {reset && remaining < limit ? `, full again in ${reset}` : ''}
      </Text>
      <Progress value={share} mt={6} aria-label={`${label}: ${Math.round(share)} % left`} />
    </div>
  );
}
