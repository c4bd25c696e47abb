import { Button, Group, Select, Stack, Table, TagsInput, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useProjects } from '../api/projects';
import { useSession } from '../api/session';
import { useProject } from '../app/project';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Loading } from '../parts/Loading';
import { Panel } from '../parts/Panel';
import { RightsTable } from './RightsTable';
import { askedVerbs, ownRules, rightsOfOther } from './reviews';

interface Question {
  user: string;
  groups: string[];
  project: string;
}

/** What somebody may do somewhere, as the server sees it: whichever roles it comes from. */
export function AskPanel() {
  const session = useSession();
  const chosen = useProject();
  const projects = useProjects().map((p) => p.name);
  const [user, setUser] = useState('');
  const [groups, setGroups] = useState<string[]>([]);
  const [project, setProject] = useState<string | null>(chosen ?? null);
  const [question, setQuestion] = useState<Question>();
  const own = user === '' && groups.length === 0;
  const ask = (event: FormEvent) => {
    event.preventDefault();
    setQuestion({ user, groups, project: project ?? '' });
  };
  return (
    <Stack>
      <Panel title="What may somebody do?">
        <form onSubmit={ask}>
          <Group align="flex-end" gap="sm">
            <TextInput
              label="User"
              placeholder={`${session.user} (you)`}
              value={user}
              onChange={(e) => setUser(e.currentTarget.value)}
              w={240}
            />
            <TagsInput label="Groups" placeholder="None" value={groups} onChange={setGroups} w={240} />
            <Select
              label="Project"
              placeholder={own ? undefined : 'All of them'}
              data={projects}
              value={project}
              onChange={setProject}
              searchable
              clearable={!own}
              w={200}
            />
            <Button type="submit" disabled={own && !project}>
              Ask
            </Button>
          </Group>
        </form>
      </Panel>
      {question && (question.user || question.groups.length ? <Other {...question} /> : <Own project={question.project} />)}
    </Stack>
  );
}

function Own({ project }: { project: string }) {
  const { data, error, isPending } = useQuery({
    queryKey: ['rules', project],
    queryFn: ({ signal }) => ownRules(project, signal),
  });
  if (isPending) return <Loading />;
  return (
    <Panel title={`What you may do in ${project}`}>
      <ErrorNotice error={error} />
      {data && <RightsTable rules={data} label={`What you may do in ${project}`} />}
    </Panel>
  );
}

function Other({ user, groups, project }: Question) {
  const { data, error, isPending } = useQuery({
    queryKey: ['rights', user, groups, project],
    queryFn: ({ signal }) => rightsOfOther(user, groups, project || undefined, signal),
    retry: false,
  });
  if (isPending) return <Loading />;
  const who = user || groups.join(', ');
  const title = `What ${who} may do ${project ? `in ${project}` : 'everywhere'}`;
  return (
    <Panel title={title} description="Of what is asked about most.">
      <ErrorNotice error={error} />
      {data && (
        <Table aria-label={title}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Of what</Table.Th>
              {askedVerbs.map((verb) => (
                <Table.Th key={verb} ta="center">
                  {verb}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.map(({ kind, allowed }) => (
              <Table.Tr key={kind.plural}>
                <Table.Td>{kind.plural}</Table.Td>
                {allowed.map((yes, i) => (
                  <Table.Td key={askedVerbs[i]} ta="center">
                    {yes && <IconCheck size={16} role="img" aria-label="yes" />}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
