import { Fieldset, NumberInput, Select, SimpleGrid, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { kinds } from '../api/kinds';
import { replace } from '../api/resources';
import { useOrganizations } from '../organizations/useOrganizations';
import { FormDialog } from '../parts/FormDialog';
import { type Deployment, prices, type TermsDraft, termsOf, whenEmpty, withTerms } from './deployment';
import { LimitsFields } from './LimitsFields';

const policies = [
  { value: 'None', label: 'Its own organization only' },
  { value: 'AllOrganizations', label: 'All organizations' },
  { value: 'Organizations', label: 'Its own, and these' },
];

/** Changes who may call a deployment, how much of it, and at what price. */
export function TermsDialog({ deployment, onClose }: { deployment: Deployment; onClose: () => void }) {
  // As it was when it was opened: what others change meanwhile is refused, not overwritten.
  const [before] = useState(deployment);
  const [draft, setDraft] = useState(termsOf(deployment));
  const organizations = useOrganizations().items.map((o) => o.metadata.name);
  const { name, namespace } = before.metadata;
  const set = (part: Partial<TermsDraft>) => setDraft({ ...draft, ...part });
  return (
    <FormDialog
      title={`Limits, price and sharing of ${namespace}/${name}`}
      submit="Save"
      done={`${name} is saved. It holds for the next call.`}
      size="xl"
      action={(dryRun) => replace(kinds.modelDeployments, withTerms(before, draft), { dryRun, before })}
      onClose={onClose}
    >
      {(errorOf) => (
        <>
          {(['organization', 'user', 'key'] as const).map((caller) => (
            <LimitsFields
              key={caller}
              legend={`Each ${caller}`}
              value={draft[caller]}
              onChange={(limits) => set({ [caller]: limits })}
              errorOf={errorOf}
              path={`spec.rateLimits.${caller}`}
            />
          ))}
          <Fieldset legend="Price" variant="unstyled">
            <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
              {prices.map(([field, label]) => (
                <NumberInput
                  key={field}
                  label={label}
                  placeholder={whenEmpty(field)}
                  min={0}
                  decimalScale={6}
                  hideControls
                  value={draft.price[field] ?? ''}
                  onChange={(value) => set({ price: { ...draft.price, [field]: String(value) } })}
                  error={errorOf(`spec.pricing.${field}`)}
                />
              ))}
              <TextInput
                label="Currency"
                maxLength={3}
                value={draft.currency}
                onChange={(e) => set({ currency: e.currentTarget.value.toUpperCase() })}
                error={errorOf('spec.pricing.currency')}
              />
            </SimpleGrid>
          </Fieldset>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <Select
              label="Who may call it"
              data={policies}
              value={draft.policy}
              onChange={(policy) => set({ policy: (policy ?? 'None') as TermsDraft['policy'] })}
              allowDeselect={false}
              error={errorOf('spec.sharing')}
            />
            {draft.policy === 'Organizations' && (
              <TagsInput
                label="Organizations"
                data={organizations}
                value={draft.organizations}
                onChange={(chosen) => set({ organizations: chosen })}
                error={errorOf('spec.sharing.organizations')}
              />
            )}
          </SimpleGrid>
        </>
      )}
    </FormDialog>
  );
}
