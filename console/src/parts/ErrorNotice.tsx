import { Alert, Button, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { ApiError, isForbidden } from '../api/errors';
import { missingRight } from './missingRight';

/** A refusal or failure in the server's own words, with what is wrong with single fields. */
export function ErrorNotice({ error, onRetry, title }: { error: unknown; onRetry?: () => void; title?: string }) {
  if (!error) return null;
  const forbidden = isForbidden(error);
  const right = missingRight(error);
  const fields = error instanceof ApiError ? error.fields : [];
  return (
    <Alert
      role="alert"
      color={forbidden ? 'yellow' : 'red'}
      variant="light"
      icon={forbidden ? <IconLock size={18} /> : <IconAlertTriangle size={18} />}
      title={title ?? (forbidden ? (right ? 'You have no right to this' : 'You may not do this') : undefined)}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {right ? `${right.what} ${right.whom}` : error instanceof Error ? error.message : String(error)}
        </Text>
        {fields.length > 1 && (
          <List size="sm">
            {fields.map(({ field, message }) => (
              <List.Item key={field + message}>
                <code>{field}</code>: {message}
              </List.Item>
            ))}
          </List>
        )}
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
