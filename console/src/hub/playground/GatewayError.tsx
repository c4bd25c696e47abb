import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { ErrorNotice } from '../../parts/ErrorNotice';
import { duration } from '../../parts/format';
import { refusalOf, refusalTitle } from '../rates';

/** An error of the gateway in its own words; whose limit it was, and when it is worth another try. */
export function GatewayError({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const refusal = refusalOf(error);
  if (!error) return null;
  if (!refusal) return <ErrorNotice error={error} onRetry={onRetry} />;
  return (
    <div>
      <ErrorNotice error={error} title={refusalTitle(refusal)} />
      {onRetry && refusal.wait !== undefined && <RetryAfter key={String(error)} seconds={refusal.wait} onRetry={onRetry} />}
    </div>
  );
}

function RetryAfter({ seconds, onRetry }: { seconds: number; onRetry: () => void }) {
  const [ready] = useState(() => Date.now() + seconds * 1000);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  const left = Math.max(0, Math.ceil((ready - now) / 1000));
  return (
    <Button size="xs" variant="default" mt="xs" disabled={left > 0} onClick={onRetry}>
      {left > 0 ? `Try again in ${duration(left)}` : 'Try again'}
    </Button>
  );
}
