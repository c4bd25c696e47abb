import { Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Age } from '../../parts/Age';
import { bytes, number, short } from '../../parts/format';
import { KeyValues } from '../../parts/KeyValues';
import links from '../../parts/links.module.css';
import { Panel } from '../../parts/Panel';
import { Digest } from '../Digest';
import type { Version } from '../names';

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

function languageName(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** What the files say about themselves, where they come from, and the memory they need. */
export function ModelFacts({ version }: { version: Version }) {
  const { metadata, spec, status } = version;
  const said = status?.metadata;
  const source = spec?.source;
  return (
    <>
      <Panel title="What it is">
        <KeyValues
          items={[
            ['Task', said?.task],
            ['Architecture', said?.architecture],
            ['Parameters', said?.parameters === undefined ? undefined : short(said.parameters)],
            ['Format', [said?.format, said?.quantization].filter(Boolean).join(', ')],
            ['Context', said?.contextLength === undefined ? undefined : `${number(said.contextLength)} tokens`],
            ['Languages', said?.languages?.map(languageName).join(', ')],
            ['Licence', said?.license],
            ['Made from', said?.baseModel],
            ['Trained on', said?.datasets?.join(', ')],
          ]}
        />
        {!said && (
          <Text size="sm" c="var(--muted)">
            Known once its files are here.
          </Text>
        )}
      </Panel>
      <Panel title="Where it comes from">
        <KeyValues
          items={[
            ['Address', source?.uri],
            [
              'Repository',
              source?.repository && (
                <Link
                  to="/repositories/$namespace/$name"
                  params={{ namespace: metadata.namespace!, name: source.repository }}
                  className={links.link}
                >
                  {source.repository}
                </Link>
              ),
            ],
            ['Revision', source?.revision],
            ['Brought in by', spec?.submitter],
            ['In the library', <Age key="age" time={metadata.creationTimestamp} />],
            ['Size', bytes(status?.size)],
            ['Pinned to', <Digest key="digest" value={status?.digest} />],
          ]}
        />
      </Panel>
      {said?.memory && said.memory.length > 0 && <Memory memory={said.memory} />}
      {spec?.imported && <Imported imported={spec.imported} />}
    </>
  );
}

function Memory({ memory }: { memory: { contextLength?: number; bytes?: number }[] }) {
  return (
    <Panel title="Memory it needs" description="Of weights and context together.">
      <Table aria-label="Memory by length of context">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Context</Table.Th>
            <Table.Th ta="end">Memory</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {memory.map(({ contextLength, bytes: needed }) => (
            <Table.Tr key={contextLength}>
              <Table.Td>{number(contextLength)} tokens</Table.Td>
              <Table.Td ta="end">{bytes(needed)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}

function Imported({ imported }: { imported: NonNullable<NonNullable<Version['spec']>['imported']> }) {
  return (
    <Panel title="How it stood elsewhere" description="What the site said that exported it. It counts for nothing here.">
      <KeyValues
        items={[
          ['Called there', imported.version],
          ['Exported', <Age key="age" time={imported.exportedAt} />],
          ['Signed by key', imported.signedBy ?? 'nobody'],
          ['Phase there', imported.phase],
          ['Scan there', imported.scan?.verdict],
          ['Decisions there', imported.decisions?.map((d) => `${d.by}: ${d.decision}`).join(', ')],
        ]}
      />
    </Panel>
  );
}
