import { isForbidden } from '../api/errors';
import { ErrorNotice } from './ErrorNotice';
import { Page } from './Page';

/** What stands in place of a page whose subject could not be had, and why. */
export function PageError({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <Page title={isForbidden(error) ? 'You may not see this' : 'This could not be loaded'}>
      <ErrorNotice error={error} onRetry={onRetry} />
    </Page>
  );
}
