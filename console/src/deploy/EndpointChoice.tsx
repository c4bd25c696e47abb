import { Select, Stack, TextInput } from '@mantine/core';
import { apiVersionOf, type Endpoint, kinds } from '../api/kinds';
import { useResources } from '../api/useResources';
import { useDraft } from './draft';
import { addObject, dropObjects, editManifest } from './manifest';

const none = ' none';
const own = ' new';

/** Its own address only, an endpoint that exists, or a new one that is created along with it. */
export function EndpointChoice() {
  const { deployment, endpoint, text, setText, set, setEndpoint, errorAt } = useDraft();
  const { name, namespace } = deployment.metadata ?? {};
  const { items } = useResources(kinds.endpoints, { namespace });
  const chosen = deployment.spec?.endpoint;
  const choose = (value: string | null) => {
    const without = dropObjects(text, 'Endpoint');
    if (value !== own) {
      setText(editManifest(without, 'ModelDeployment', 'spec.endpoint', value === none ? undefined : (value ?? undefined)));
      return;
    }
    const kind = kinds.endpoints;
    const added: Endpoint = {
      apiVersion: apiVersionOf(kind),
      kind: kind.kind,
      metadata: { name: name ?? 'endpoint', namespace },
    };
    const traffic = [{ deployment: name ?? '', weight: 100 }];
    setText(
      editManifest(
        addObject(without, { ...added, spec: { traffic } } as Endpoint),
        'ModelDeployment',
        'spec.endpoint',
        added.metadata?.name,
      ),
    );
  };
  const rename = (next: string) => {
    setEndpoint('metadata.name', next);
  };
  return (
    <Stack>
      <Select
        label="Endpoint"
        description="An address that stays while deployments come and go."
        data={[
          { value: none, label: 'None: it is called by its own name' },
          { value: own, label: 'A new one' },
          ...items.map((e) => ({ value: e.metadata.name, label: `${e.metadata.name} (${e.status?.url ?? 'no address yet'})` })),
        ]}
        value={endpoint ? own : (chosen ?? none)}
        onChange={choose}
        error={errorAt('spec.endpoint')}
        allowDeselect={false}
      />
      {endpoint && (
        <TextInput
          label="Name of the new endpoint"
          description="Its address ends in /e/ and this name."
          value={endpoint.metadata?.name ?? ''}
          onChange={(e) => rename(e.currentTarget.value)}
          onBlur={() => set('spec.endpoint', endpoint.metadata?.name)}
          spellCheck={false}
        />
      )}
    </Stack>
  );
}
