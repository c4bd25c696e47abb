import { Modal, Stack, Text } from '@mantine/core';
import { CodeBlock } from '../parts/CodeBlock';

/** How the chain of records is checked. It takes the key that the records were tied with, which never leaves the machine. */
export function VerifyDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Verify the trail" size="lg">
      <Stack gap="sm">
        <Text size="sm">
          Each record carries a hash of the one before, made with a key that is kept beside the database. Whoever changes, removes
          or moves a record is found out by checking the chain, on the machine that has the key:
        </Text>
        <CodeBlock code="./modelyard audit verify" label="command that verifies" />
        <Text size="sm">
          It names the first record that is not right, or prints the end of the trail. Note that end somewhere else from time to
          time: with it, even a database that was put back as a whole is found out.
        </Text>
        <CodeBlock code="./modelyard audit verify --head NUMBER:HASH" label="command that verifies against a noted end" />
      </Stack>
    </Modal>
  );
}
