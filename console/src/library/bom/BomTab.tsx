import { Button, SimpleGrid, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { json } from '../../api/http';
import { kinds, pathOf } from '../../api/kinds';
import { EmptyState } from '../../parts/EmptyState';
import { ErrorNotice } from '../../parts/ErrorNotice';
import { KeyValues } from '../../parts/KeyValues';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { saveFile } from '../../parts/saveFile';
import type { Version } from '../names';
import { BomComponents } from './BomComponents';
import { type Bom, licensesOf } from './bom';

/** What is in a version and what it was made from, as other programs read it (CycloneDX). */
export default function BomTab({ version }: { version: Version }) {
  const { namespace, name } = version.metadata;
  const fetched = !!version.status?.files?.length;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['bom', version.metadata.uid, version.metadata.resourceVersion],
    queryFn: ({ signal }) => json<Bom>(`/k8s${pathOf(kinds.modelVersions, namespace, name)}/bom`, { signal }),
    enabled: fetched,
  });
  if (!fetched)
    return <EmptyState title="Not known yet">A bill of materials lists the files, and they are still on their way.</EmptyState>;
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Loading />;
  const subject = data.metadata?.component;
  return (
    <Stack>
      <Panel
        title="Bill of materials"
        description={`${data.bomFormat} ${data.specVersion}, the same whenever it is written.`}
        actions={
          <Button
            size="xs"
            variant="default"
            leftSection={<IconDownload size={15} />}
            onClick={() =>
              saveFile(`${name}.cdx.json`, new Blob([JSON.stringify(data, null, 2)], { type: 'application/vnd.cyclonedx+json' }))
            }
          >
            Download
          </Button>
        }
      >
        <SimpleGrid cols={{ base: 1, lg: 2 }}>
          <KeyValues
            items={[
              ['Name', subject && `${subject.group}/${subject.name}`],
              ['Version', subject?.version],
              ['Licence', subject && licensesOf(subject)],
              ['Package URL', subject?.purl],
              ['Serial number', data.serialNumber],
            ]}
          />
          <KeyValues
            items={(subject?.externalReferences ?? []).map(({ type, url, comment }) => [
              type,
              comment ? `${url} (${comment})` : url,
            ])}
          />
        </SimpleGrid>
      </Panel>
      <BomComponents files={subject?.components ?? []} parts={data.components ?? []} />
    </Stack>
  );
}
