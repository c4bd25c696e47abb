import { MultiSelect, Select, SimpleGrid } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Endpoint, kinds, type Served } from '../api/kinds';
import { create, patch } from '../api/resources';
import { useResources } from '../api/useResources';
import { useWhere } from '../api/useWhere';
import { useProject } from '../app/project';
import { FormDialog } from '../parts/FormDialog';
import { AddressLine } from './AddressLine';

const visibilities = [
  { value: 'Internal', label: 'Callers of the gateway’s own address' },
  { value: 'External', label: 'Callers outside as well, with HTTPS' },
];

/** Makes an endpoint, or changes the address of one. */
export function EndpointDialog({ endpoint, onClose }: { endpoint?: Served<Endpoint>; onClose: () => void }) {
  const chosen = useProject();
  const projects = useWhere({ verb: 'create', kind: kinds.endpoints }).projects;
  const navigate = useNavigate();
  const { spec } = endpoint ?? {};
  const [namespace, setNamespace] = useState<string | null>(endpoint?.metadata.namespace ?? chosen ?? null);
  const [name, setName] = useState(endpoint?.metadata.name ?? '');
  const [path, setPath] = useState(spec?.path ?? '');
  const [host, setHost] = useState(spec?.host ?? '');
  const [secret, setSecret] = useState(spec?.tls?.secretName ?? '');
  const [header, setHeader] = useState(spec?.sessionHeader ?? '');
  const [visibility, setVisibility] = useState<string | null>(spec?.visibility ?? 'Internal');
  const [targets, setTargets] = useState<string[]>([]);
  const deployments = useResources(
    kinds.modelDeployments,
    { namespace: namespace ?? undefined },
    namespace !== null && !endpoint,
  );
  const project = namespace ?? undefined;

  const wanted = {
    path: path || null,
    host: host || null,
    visibility: visibility as 'Internal' | 'External',
    tls: secret ? { secretName: secret } : null,
    sessionHeader: header || null,
  };
  const save = (dryRun: boolean): Promise<Served<Endpoint>> => {
    if (endpoint) return patch(kinds.endpoints, project, name, { spec: wanted }, { dryRun });
    const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== null));
    const traffic = targets.map((deployment) => ({ deployment, weight: 100 }));
    return create(
      kinds.endpoints,
      { metadata: { namespace: project, name }, spec: { ...given, ...(traffic.length > 0 ? { traffic } : {}) } },
      { dryRun },
    );
  };
  return (
    <FormDialog
      title={endpoint ? `Address of ${name}` : 'New endpoint'}
      submit={endpoint ? 'Save' : 'Create'}
      action={save}
      done={endpoint ? `${name} is changed.` : `${name} is created.`}
      disabled={!namespace || !name}
      size="lg"
      onDone={() => {
        onClose();
        if (!endpoint) void navigate({ to: '/endpoints/$namespace/$name', params: { namespace: project!, name } });
      }}
      onClose={onClose}
    >
      {(errorOf) => (
        <>
          {!endpoint && (
            <SimpleGrid cols={2}>
              <Select
                label="Project"
                data={projects}
                value={namespace}
                onChange={(value) => {
                  setNamespace(value);
                  setTargets([]);
                }}
                error={errorOf('metadata.namespace')}
                searchable
                allowDeselect={false}
              />
              <AddressLine label="Name" value={name} onChange={setName} error={errorOf('metadata.name')} />
            </SimpleGrid>
          )}
          {!endpoint && (
            <MultiSelect
              label="Calls go to"
              description="In equal shares. None: to the deployments that name this endpoint."
              data={deployments.items.map((d) => d.metadata.name)}
              value={targets}
              onChange={setTargets}
              error={errorOf('spec.traffic')}
              searchable
            />
          )}
          <SimpleGrid cols={2}>
            <AddressLine
              label="Path"
              description="Its address ends in /e/ and this."
              placeholder={name || 'The name'}
              value={path}
              onChange={setPath}
              error={errorOf('spec.path')}
            />
            <AddressLine
              label="Host"
              description="A host name of its own, besides."
              placeholder="None"
              value={host}
              onChange={setHost}
              error={errorOf('spec.host')}
            />
          </SimpleGrid>
          <Select
            label="Open to"
            data={visibilities}
            value={visibility}
            onChange={setVisibility}
            error={errorOf('spec.visibility')}
            allowDeselect={false}
          />
          <SimpleGrid cols={2}>
            <AddressLine
              label="Secret with the host’s certificate"
              description="Of type kubernetes.io/tls."
              placeholder="The installation’s own authority"
              value={secret}
              onChange={setSecret}
              error={errorOf('spec.tls')}
            />
            <AddressLine
              label="Header of a conversation"
              description="The same value stays with the same deployment."
              placeholder="X-Session-Id"
              value={header}
              onChange={setHeader}
              error={errorOf('spec.sessionHeader')}
            />
          </SimpleGrid>
        </>
      )}
    </FormDialog>
  );
}
