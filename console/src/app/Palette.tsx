import '@mantine/spotlight/styles.layer.css';
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight';
import { IconBook2, IconBox, IconSearch } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type Kind, kinds } from '../api/kinds';
import { listSeen } from '../api/useAcrossProjects';
import { useNavigation } from './useNavigation';

const found = 8;

/** Everything one can go to, by name: pages first, then what the pages are about. Opens whenever it is asked for anew. To be loaded lazily. */
export default function Palette({ asked }: { asked: number }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const sections = useNavigation();
  const [objects, setObjects] = useState<SpotlightActionData[]>([]);

  useEffect(() => {
    if (asked > 0) spotlight.open();
  }, [asked]);
  const load = async () => {
    const read = async (kind: Kind, to: string, icon: typeof IconBox) => {
      const items = await listSeen(client, kind);
      return items.map(({ metadata: { name, namespace = '' } }) => ({
        id: `${kind.plural}/${namespace}/${name}`,
        label: name,
        description: `${kind.kind} in ${namespace}`,
        leftSection: icon === IconBox ? <IconBox size={17} stroke={1.7} /> : <IconBook2 size={17} stroke={1.7} />,
        onClick: () => void navigate({ to: `${to}/${namespace}/${name}` }),
      }));
    };
    setObjects(
      (
        await Promise.all([
          read(kinds.modelDeployments, '/deployments', IconBox),
          read(kinds.modelVersions, '/library', IconBook2),
        ])
      ).flat(),
    );
  };

  const pages: SpotlightActionGroupData[] = sections.map(({ label, destinations }) => ({
    group: label,
    actions: destinations.map(({ to, label, icon: Icon, key }) => ({
      id: to,
      label,
      leftSection: <Icon size={17} stroke={1.7} />,
      rightSection: <kbd>g {key}</kbd>,
      onClick: () => void navigate({ to }),
    })),
  }));
  return (
    <Spotlight
      actions={[...pages, { group: 'Resources', actions: objects }]}
      onSpotlightOpen={load}
      shortcut={null}
      limit={sections.flatMap((s) => s.destinations).length + found}
      scrollable
      maxHeight={420}
      nothingFound="Nothing has that name."
      searchProps={{
        leftSection: <IconSearch size={17} stroke={1.7} />,
        placeholder: 'Go to a page, a deployment, a model…',
        'aria-label': 'Search',
      }}
    />
  );
}
