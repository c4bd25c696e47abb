import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type AuditVerification, kinds } from '../api/kinds';
import { create } from '../api/resources';
import { CodeBlock } from '../parts/CodeBlock';
import { Dialog } from '../parts/Dialog';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Verdict } from './Verdict';

/** Asks the server whether the chain of records is whole. The key that the records were tied with never leaves the machine. */
export function VerifyDialog({ onClose }: { onClose: () => void }) {
  const [head, setHead] = useState('');
  const verify = useMutation({
    mutationFn: () => create<AuditVerification>(kinds.auditVerifications, { spec: head.trim() ? { head: head.trim() } : {} }),
  });
  return (
    <Dialog onClose={onClose} title="Verify the trail" size="lg">
      <Stack gap="sm">
        <Text size="sm">
          Each record carries a hash of the one before, made with a key that is kept beside the database. Whoever changes, removes
          or moves a record is found out by checking the chain.
        </Text>
        <form
          onSubmit={(e) => {
            e.preventDefault();
            verify.mutate();
          }}
        >
          <Stack gap="sm">
            <TextInput
              label="An end that was noted before"
              description="Optional. With it, even a database that was put back as a whole is found out."
              placeholder="NUMBER:HASH"
              value={head}
              onChange={(e) => setHead(e.currentTarget.value)}
            />
            {verify.error && <ErrorNotice error={verify.error} />}
            {verify.data?.status && <Verdict status={verify.data.status} />}
            <Group justify="flex-end">
              <Button type="submit" loading={verify.isPending}>
                Verify
              </Button>
            </Group>
          </Stack>
        </form>
        <Text size="sm">
          Who would rather not take this server's word for it runs the same check beside it, on the machine that has the key:
        </Text>
        <CodeBlock code="./modelyard audit verify" label="command that verifies" />
      </Stack>
    </Dialog>
  );
}
