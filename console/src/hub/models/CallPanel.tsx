import { Group, SegmentedControl, Select, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useConfig } from '../../api/config';
import { CodeBlock, CopyIcon } from '../../parts/CodeBlock';
import { Panel } from '../../parts/Panel';
import { languages } from '../snippets/languages';
import { streams } from '../snippets/target';
import { addressesOf, isElsewhere } from './addresses';
import { NewKey } from './NewKey';
import { type Call, callLabels, calls, likelyCall } from './task';
import type { HubModel } from './useHubModels';

/** How to call a model from a program. A key that is made here stays here: it is gone when the page is left. */
export function CallPanel({ model, project }: { model: HubModel; project: string }) {
  const config = useConfig();
  const elsewhere = isElsewhere();
  const addresses = addressesOf(model, config?.gateway ?? '', elsewhere);
  const [chosen, setChosen] = useState(0);
  const [call, setCall] = useState<Call>(likelyCall(model.deployment, model.version));
  const [language, setLanguage] = useState(languages[0]!.id);
  const [stream, setStream] = useState(true);
  const [key, setKey] = useState<string>();
  const address = addresses[chosen] ?? addresses[0]!;
  const { write, needs, label } = languages.find((l) => l.id === language)!;
  const usesLibrary = needs && (call === 'chat' || call === 'embeddings');
  const code = write({ call, base: address.base, model: address.model, key, stream: stream && streams(call) });
  return (
    <Panel title="Call it" description="The protocol is OpenAI’s: its client libraries work with another address and key.">
      <Stack gap="md">
        <Group gap="md" align="flex-end">
          <Select
            label="Address"
            data={addresses.map((a, i) => ({ value: String(i), label: a.label }))}
            value={String(chosen)}
            onChange={(value) => setChosen(Number(value ?? 0))}
            allowDeselect={false}
            w={270}
          />
          <Select
            label="Call"
            data={calls.map((c) => ({ value: c, label: callLabels[c] }))}
            value={call}
            onChange={(value) => setCall((value as Call | null) ?? call)}
            allowDeselect={false}
            w={170}
          />
          <Text size="sm" pb={8} style={{ overflowWrap: 'anywhere' }}>
            {address.base} <CopyIcon value={address.base} label="Copy base address" />
          </Text>
        </Group>
        {elsewhere && !address.outside && (
          <Text size="sm" c="var(--muted)">
            This address is the server’s own: programs on other machines do not reach it. They call models at an endpoint of
            visibility External.
          </Text>
        )}
        <Group justify="space-between">
          <SegmentedControl
            aria-label="Language"
            data={languages.map((l) => ({ value: l.id, label: l.label }))}
            value={language}
            onChange={setLanguage}
            size="xs"
          />
          {streams(call) && (
            <Switch label="Streaming" size="xs" checked={stream} onChange={(e) => setStream(e.currentTarget.checked)} />
          )}
        </Group>
        <CodeBlock code={code} label={`${label} snippet`} />
        {usesLibrary && (
          <Text size="xs" c="var(--muted)">
            Needs the library: <code>{needs}</code>
          </Text>
        )}
        <NewKey project={project} model={model} secret={key} onSecret={setKey} />
      </Stack>
    </Panel>
  );
}
