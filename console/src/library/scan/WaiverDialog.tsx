import { Button, Group, MultiSelect, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { kinds } from '../../api/kinds';
import { create } from '../../api/resources';
import { Dialog } from '../../parts/Dialog';
import { ErrorNotice } from '../../parts/ErrorNotice';
import { fieldErrors } from '../../parts/fieldErrors';
import { fullName, shortName, type Version } from '../names';
import type { Finding } from './Findings';

/** Answers for findings, for a time. */
export function WaiverDialog({
  version,
  findings,
  rules,
  onClose,
}: {
  version: Version;
  findings: Finding[];
  rules: string[] | undefined;
  onClose: () => void;
}) {
  if (!rules) return null;
  return (
    <Dialog onClose={onClose} title={`Waive findings of ${shortName(version)}`} size="lg">
      <WaiverForm version={version} findings={findings} initial={rules} onClose={onClose} />
    </Dialog>
  );
}

interface WaiverFormProps {
  version: Version;
  findings: Finding[];
  initial: string[];
  onClose: () => void;
}

function WaiverForm({ version, findings, initial, onClose }: WaiverFormProps) {
  const [rules, setRules] = useState(initial);
  const [paths, setPaths] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const [owner, setOwner] = useState('');
  const [until, setUntil] = useState('');
  const { namespace, name } = version.metadata;
  const made = useMutation({
    mutationFn: () =>
      create(kinds.scanWaivers, {
        metadata: { namespace, generateName: `${name}-` },
        spec: {
          version: name,
          rules,
          reason: reason.trim(),
          // To the end of the day, by the clock of whoever chooses it.
          expires: new Date(`${until}T23:59:59`).toISOString(),
          ...(paths.length > 0 ? { paths } : {}),
          ...(owner.trim() ? { owner: owner.trim() } : {}),
        },
      }),
    onSuccess: () => {
      notifications.show({ message: `${rules.join(', ')} is waived for ${fullName(version)}.` });
      onClose();
    },
  });
  const errorOf = fieldErrors(made.error);
  const known = [...new Set(findings.flatMap((f) => f.rule ?? []))];
  const files = [...new Set(findings.filter((f) => rules.includes(f.rule ?? '')).flatMap((f) => f.path ?? []))];
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault();
        made.mutate();
      }}
    >
      <Stack>
        <Text size="sm">
          You answer for using this version in spite of what was found. The waiver is for these very files, never changes, and is
          in the audit trail.
        </Text>
        <MultiSelect label="Rules" data={known} value={rules} onChange={setRules} error={errorOf('spec.rules')} required />
        <TagsInput
          label="Files"
          description="All files when empty; paths or globs."
          data={files}
          value={paths}
          onChange={setPaths}
          error={errorOf('spec.paths')}
        />
        <Textarea
          label="Reason"
          description="Why it can be used all the same."
          value={reason}
          onChange={(e) => setReason(e.currentTarget.value)}
          error={errorOf('spec.reason')}
          required
          autosize
          minRows={2}
          data-autofocus
        />
        <Group grow align="flex-start">
          <TextInput
            type="date"
            label="Until"
            description="The version is blocked again at its end."
            value={until}
            onChange={(e) => setUntil(e.currentTarget.value)}
            error={errorOf('spec.expires')}
            required
          />
          <TextInput
            label="Owner"
            description="Who answers for it; you when empty."
            value={owner}
            onChange={(e) => setOwner(e.currentTarget.value)}
            error={errorOf('spec.owner')}
          />
        </Group>
        <ErrorNotice error={made.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={made.isPending} disabled={rules.length === 0 || !reason.trim() || !until}>
            Waive
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
