import { ActionIcon, Group, Paper, Switch, Text, TextInput, Tooltip } from '@mantine/core';
import { IconDownload, IconFilter, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ErrorNotice } from '../parts/ErrorNotice';
import { saveFile } from '../parts/saveFile';
import { type LogSource, readLog } from './follow';
import { LogLines } from './LogLines';
import { kept, useLog } from './useLog';

/** A log: followed, paused, filtered, taken away. `compact` leaves all but the log away. */
export function LogView({ tools, compact, ...source }: LogSource & { tools?: ReactNode; compact?: boolean }) {
  const [paused, setPaused] = useState(false);
  const [filter, setFilter] = useState('');
  const [times, setTimes] = useState(false);
  const { lines, error } = useLog(source, paused);
  const words = filter.toLowerCase();
  const shown = words ? lines.filter((l) => l.text.toLowerCase().includes(words)) : lines;
  const download = useMutation({
    mutationFn: async () => saveFile(`${source.pod}.log`, new Blob([await readLog(source)], { type: 'text/plain' })),
  });
  return (
    <Paper withBorder radius="lg" bg="var(--surface)" style={{ overflow: 'clip' }}>
      {!compact && (
        <Group p="sm" gap="sm">
          {tools}
          <TextInput
            aria-label="Filter lines"
            placeholder="Filter"
            leftSection={<IconFilter size={15} stroke={1.7} />}
            value={filter}
            onChange={(e) => setFilter(e.currentTarget.value)}
            size="xs"
            w={220}
          />
          <Switch label="Times" size="xs" checked={times} onChange={(e) => setTimes(e.currentTarget.checked)} />
          <Text size="xs" c="var(--muted)" ml="auto" role="status">
            {paused ? 'Paused' : 'Following'}
            {words && `, ${shown.length} of ${lines.length} lines`}
            {lines.length >= kept && `, the last ${kept.toLocaleString('en')} lines`}
          </Text>
          <Tooltip label={paused ? 'Follow' : 'Pause'}>
            <ActionIcon
              variant="default"
              onClick={() => setPaused(!paused)}
              aria-label={paused ? 'Follow the log' : 'Pause the log'}
            >
              {paused ? <IconPlayerPlay size={15} /> : <IconPlayerPause size={15} />}
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Download all of it">
            <ActionIcon
              variant="default"
              loading={download.isPending}
              onClick={() => download.mutate()}
              aria-label="Download the log"
            >
              <IconDownload size={15} />
            </ActionIcon>
          </Tooltip>
        </Group>
      )}
      <ErrorNotice error={error ?? download.error} />
      <LogLines lines={shown} times={times} follow={!paused} height={compact ? 200 : 480} label={`Log of ${source.pod}`} />
    </Paper>
  );
}
