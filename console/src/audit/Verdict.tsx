import { Alert, Stack, Text } from '@mantine/core';
import type { AuditVerification } from '../api/kinds';
import { CodeBlock } from '../parts/CodeBlock';
import { number } from '../parts/format';

/** What came of checking the trail. */
export function Verdict({ status }: { status: NonNullable<AuditVerification['status']> }) {
  const { intact, records, head, fault } = status;
  if (!intact)
    return (
      <Alert variant="light" color="red" title={`The trail is broken at record ${fault?.record}`}>
        <Text size="sm">
          {fault?.message}. {number(records)} records before it are as they were written. Keep a copy of the database as it is,
          and compare it with a backup or an export.
        </Text>
      </Alert>
    );
  return (
    <Alert variant="light" color="green" title={`${number(records)} records, none changed or missing`}>
      <Stack gap="xs">
        <Text size="sm">Note the end of the trail in another place:</Text>
        <CodeBlock code={head ?? ''} label="end of the trail" />
      </Stack>
    </Alert>
  );
}
