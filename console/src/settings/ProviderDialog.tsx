import { Checkbox, Group, TagsInput, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { kinds } from '../api/kinds';
import { create, replace } from '../api/resources';
import { CodeBlock } from '../parts/CodeBlock';
import { FormDialog } from '../parts/FormDialog';
import { draftOfProvider, type Provider, type ProviderDraft, specOfProvider, type TextField } from './provider';

/** Adds a provider of OpenID Connect, or changes one. */
export function ProviderDialog({ provider, onClose }: { provider?: Provider; onClose: () => void }) {
  const [before] = useState(provider);
  const [draft, setDraft] = useState(draftOfProvider(provider));
  const set = (part: Partial<ProviderDraft>) => setDraft({ ...draft, ...part });
  const action = (dryRun: boolean) =>
    before
      ? replace(kinds.identityProviders, { ...before, spec: specOfProvider(draft, before.spec) }, { dryRun, before })
      : create(kinds.identityProviders, { metadata: { name: draft.name }, spec: specOfProvider(draft) }, { dryRun });
  return (
    <FormDialog
      title={before ? `Edit ${before.metadata.name}` : 'Add a sign-in provider'}
      submit={before ? 'Save' : 'Add'}
      done={`${draft.name} is saved.`}
      size="lg"
      action={action}
      onClose={onClose}
    >
      {(errorOf) => {
        const text = (
          field: TextField,
          label: string,
          more: { placeholder?: string; description?: string; required?: boolean } = {},
        ) => (
          <TextInput
            label={label}
            value={draft[field]}
            onChange={(e) => set({ [field]: e.currentTarget.value })}
            error={errorOf(`spec.${field}`)}
            {...more}
          />
        );
        return (
          <>
            <Group grow align="flex-start">
              {!before && (
                <TextInput
                  label="Name"
                  placeholder="acme"
                  required
                  value={draft.name}
                  onChange={(e) => set({ name: e.currentTarget.value })}
                  error={errorOf('metadata.name')}
                />
              )}
              {text('displayName', 'On the button', { placeholder: 'Acme' })}
            </Group>
            {text('issuer', 'Issuer', { placeholder: 'https://login.acme.example', required: true })}
            {text('clientId', 'Client ID', { required: true })}
            <Group grow align="flex-start">
              <TextInput
                label="Secret"
                description="With the client's secret in clientSecret; none for a public client."
                value={draft.secretName}
                onChange={(e) => set({ secretName: e.currentTarget.value })}
                error={errorOf('spec.clientSecretRef.name')}
              />
              <TextInput
                label="In the project"
                description="Where that Secret is."
                value={draft.secretNamespace}
                onChange={(e) => set({ secretNamespace: e.currentTarget.value })}
                error={errorOf('spec.clientSecretRef.namespace')}
              />
            </Group>
            <Group grow align="flex-start">
              {text('usernameClaim', 'Claim with the user name', { placeholder: 'email' })}
              {text('usernamePrefix', 'Put before it', { placeholder: 'Nothing' })}
            </Group>
            <Group grow align="flex-start">
              {text('groupsClaim', 'Claim with the groups', { placeholder: 'None are taken over' })}
              {text('groupsPrefix', 'Put before each', { placeholder: 'oidc:' })}
            </Group>
            <TagsInput
              label="Scopes besides openid"
              placeholder={draft.scopes.length ? undefined : 'email, profile'}
              value={draft.scopes}
              onChange={(scopes) => set({ scopes })}
              error={errorOf('spec.scopes')}
            />
            <Textarea
              label="Certificate authorities (PEM)"
              placeholder="Those of the machine"
              autosize
              maxRows={6}
              value={draft.caBundle}
              onChange={(e) => set({ caBundle: e.currentTarget.value })}
              error={errorOf('spec.caBundle')}
            />
            <Checkbox
              label="Whoever signs out here signs out there too"
              description={`Where the provider offers it. Allow ${location.origin}/ there as the address to return to.`}
              checked={draft.signOutThere}
              onChange={(e) => set({ signOutThere: e.currentTarget.checked })}
            />
            <Text size="sm">Allow this address to be redirected to, at the provider:</Text>
            <CodeBlock code={`${location.origin}/sign-in/${draft.name || 'NAME'}/callback`} label="redirect address" />
          </>
        );
      }}
    </FormDialog>
  );
}
