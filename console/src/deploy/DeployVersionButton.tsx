import { Button } from '@mantine/core';
import { IconRocket } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { fullName, phaseOf, type Version } from '../library/names';

/** Leads to the guide with a version chosen, for who may deploy it. */
export function DeployVersionButton({ version }: { version: Version }) {
  const { namespace } = version.metadata;
  const may = useAccess({ verb: 'create', kind: kinds.modelDeployments, namespace });
  if (!may || phaseOf(version) !== 'Approved') return null;
  return (
    <Button
      leftSection={<IconRocket size={16} />}
      renderRoot={(props) => <Link to="/deploy" search={{ version: fullName(version) }} {...props} />}
    >
      Deploy
    </Button>
  );
}
