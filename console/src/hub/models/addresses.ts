import type { HubModel } from './useHubModels';

export interface Address {
  label: string;
  /** With `/v1`. */
  base: string;
  /** What the request calls the model there. */
  model: string;
  /** Whether other machines than the server reach it. */
  outside: boolean;
}

/**
 * Where a model can be called: at the gateway's own address by its name, and at the addresses of its endpoints. Who looks from another machine is told first of what
 * they reach from there.
 */
export function addressesOf(model: Pick<HubModel, 'id' | 'endpoints'>, gateway: string, elsewhere = false): Address[] {
  const addresses = [
    { label: 'The gateway, by the model’s name', base: `${gateway}/v1`, model: model.id, outside: false },
    ...model.endpoints.flatMap(({ metadata: { name }, status, spec }) => {
      const outside = spec?.visibility === 'External';
      return status?.url
        ? [{ label: `Endpoint ${name}${outside ? ', also from outside' : ''}`, base: `${status.url}/v1`, model: name, outside }]
        : [];
    }),
  ];
  return elsewhere ? addresses.sort((a, b) => Number(b.outside) - Number(a.outside)) : addresses;
}

/** Whether this browser is on another machine than the server: there the console is served with HTTPS only. */
export const isElsewhere = (): boolean => location.protocol === 'https:';
