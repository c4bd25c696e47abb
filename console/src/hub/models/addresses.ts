import type { HubModel } from './useHubModels';

export interface Address {
  label: string;
  /** With `/v1`. */
  base: string;
  /** What the request calls the model there. */
  model: string;
}

/** Where a model can be called: at the gateway's own address by its name, and at the addresses of its endpoints. */
export function addressesOf(model: Pick<HubModel, 'id' | 'endpoints'>, gateway: string): Address[] {
  return [
    { label: 'The gateway, by the model’s name', base: `${gateway}/v1`, model: model.id },
    ...model.endpoints.flatMap(({ metadata: { name }, status, spec }) =>
      status?.url
        ? [
            {
              label: `Endpoint ${name}${spec?.visibility === 'External' ? ', also from outside' : ''}`,
              base: `${status.url}/v1`,
              model: name,
            },
          ]
        : [],
    ),
  ];
}
