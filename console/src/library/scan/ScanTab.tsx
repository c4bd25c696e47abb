import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useAccess } from '../../api/access';
import { kinds } from '../../api/kinds';
import { useResource } from '../../api/useResources';
import { Age } from '../../parts/Age';
import { EmptyState } from '../../parts/EmptyState';
import { ErrorNotice } from '../../parts/ErrorNotice';
import { KeyValues } from '../../parts/KeyValues';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import type { Version } from '../names';
import { VerdictBadge } from '../phase';
import { Findings } from './Findings';
import { ScannedFiles } from './ScannedFiles';
import { WaiverDialog } from './WaiverDialog';
import { Waivers } from './Waivers';

/** What the scan found, what is done about it, and who answers for it. */
export default function ScanTab({ version }: { version: Version }) {
  const { namespace, name } = version.metadata;
  const { item, pending, error, refetch } = useResource(kinds.modelScanReports, namespace, name);
  const mayWaive = useAccess({ verb: 'waive', kind: kinds.modelVersions, namespace, name });
  const [waiving, setWaiving] = useState<string[]>();
  if (pending) return <Loading />;
  if (error) return <ErrorNotice error={error} onRetry={refetch} />;
  const report = item?.report;
  if (!report)
    return (
      <EmptyState title="Not scanned yet">
        Every file is scanned by its content as soon as it is here, without loading it.
      </EmptyState>
    );
  const findings = report.findings ?? [];
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Panel title="Verdict">
          <KeyValues
            items={[
              ['Verdict', <VerdictBadge key="verdict" verdict={report.verdict} />],
              ['Scanned', <Age key="age" time={report.at} />],
              ['By', report.scanner],
              ['Rules', report.rules === undefined ? undefined : `edition ${report.rules}`],
              ['Images', (report.images ?? []).map((i) => `${i.by ?? i.scanner}`).join(', ')],
              ['Under way', (version.status?.imageScans ?? []).map((s) => `${s.scanner}: ${s.message ?? 'asked'}`).join('; ')],
            ]}
          />
        </Panel>
        <Panel title="Waivers" description="Who answers for findings, for a time.">
          <Waivers
            version={version}
            onWaive={mayWaive && findings.length > 0 ? () => setWaiving(toWaive(findings)) : undefined}
          />
        </Panel>
      </SimpleGrid>
      <Panel
        title="Findings"
        description={
          findings.length > 0 && 'The worst first. What is done about each, the scan policies say; without one, the defaults.'
        }
      >
        {findings.length > 0 ? (
          <Findings findings={findings} onWaive={mayWaive ? (rule) => setWaiving([rule]) : undefined} />
        ) : (
          <Text size="sm">Nothing was found.</Text>
        )}
        {!!report.omitted && (
          <Text size="sm" c="var(--muted)" mt="sm">
            {report.omitted} more are not listed one by one. Deal with these first; the next scan lists others.
          </Text>
        )}
      </Panel>
      <ScannedFiles files={report.files ?? []} />
      <WaiverDialog version={version} findings={findings} rules={waiving} onClose={() => setWaiving(undefined)} />
    </Stack>
  );
}

const toWaive = (findings: { rule?: string; action?: string }[]): string[] => [
  ...new Set(findings.filter((f) => f.action === 'Waiver').flatMap((f) => f.rule ?? [])),
];
