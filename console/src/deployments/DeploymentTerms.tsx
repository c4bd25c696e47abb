import type { ModelDeployment, Served } from '../api/kinds';
import { limitsText } from '../limits/text';
import { price as amountOf } from '../parts/format';
import { KeyValues } from '../parts/KeyValues';
import { Panel } from '../parts/Panel';

/** Who may call it, how much, and at what price. */
export function DeploymentTerms({ deployment: { spec } }: { deployment: Served<ModelDeployment> }) {
  const { sharing, rateLimits, pricing, concurrency, cache } = spec ?? {};
  const price = (amount: number | string | undefined) => amount !== undefined && amountOf(amount, pricing?.currency);
  return (
    <>
      <Panel title="Who may call it, and how much">
        <KeyValues
          items={[
            ['Callers', callers(sharing)],
            ['Each organization', limitsText(rateLimits?.organization)],
            ['Each user', limitsText(rateLimits?.user)],
            ['Each key', limitsText(rateLimits?.key)],
            ['Limits', !rateLimits && 'those callers have everywhere'],
            ['At once, per replica', concurrency?.perReplica],
            ['May wait', concurrency && `${concurrency.queueLength ?? 100} requests, ${concurrency.queueTimeout ?? '30s'} each`],
            ['Answers kept', cache?.enabled && `for ${cache.ttl ?? '1h'}`],
          ]}
        />
      </Panel>
      <Panel title="Price">
        <KeyValues
          items={[
            ['Calls', !pricing && 'free'],
            ['Million input tokens', price(pricing?.inputPerMillionTokens)],
            ['Cached input', price(pricing?.cachedInputPerMillionTokens)],
            ['Million output tokens', price(pricing?.outputPerMillionTokens)],
            ['Each request', price(pricing?.perRequest)],
            ['Each image', price(pricing?.perImage)],
          ]}
        />
      </Panel>
    </>
  );
}

function callers(sharing: NonNullable<ModelDeployment['spec']>['sharing']): string {
  if (sharing?.policy === 'AllOrganizations') return 'everyone with a key';
  if (sharing?.policy === 'Organizations') return `the own organization, and ${sharing.organizations?.join(', ')}`;
  return 'the own organization';
}
