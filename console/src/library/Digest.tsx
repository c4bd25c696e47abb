import { Code, Group } from '@mantine/core';
import { CopyIcon } from '../parts/CodeBlock';
import { shortDigest } from './names';

/** The beginning of a digest to compare by eye, and all of it to copy. */
export function Digest({ value, of }: { value?: string; of?: string }) {
  if (!value) return <>–</>;
  return (
    <Group gap={4} wrap="nowrap" component="span" display="inline-flex">
      <Code>{shortDigest(value)}</Code>
      <CopyIcon value={value} label={of ? `Copy digest of ${of}` : 'Copy digest'} />
    </Group>
  );
}
