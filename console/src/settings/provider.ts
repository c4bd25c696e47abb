import type { IdentityProvider, Served } from '../api/kinds';

export type Provider = Served<IdentityProvider>;

/** The fields of a provider that are a line of text. */
export type TextField =
  | 'displayName'
  | 'issuer'
  | 'clientId'
  | 'usernameClaim'
  | 'usernamePrefix'
  | 'groupsClaim'
  | 'groupsPrefix';

export interface ProviderDraft extends Record<TextField, string> {
  name: string;
  secretNamespace: string;
  secretName: string;
  scopes: string[];
  caBundle: string;
  signOutThere: boolean;
}

export function draftOfProvider(provider?: Provider): ProviderDraft {
  const spec = provider?.spec;
  return {
    name: provider?.metadata.name ?? '',
    displayName: spec?.displayName ?? '',
    issuer: spec?.issuer ?? '',
    clientId: spec?.clientId ?? '',
    usernameClaim: spec?.usernameClaim ?? '',
    usernamePrefix: spec?.usernamePrefix ?? '',
    groupsClaim: spec?.groupsClaim ?? '',
    groupsPrefix: spec?.groupsPrefix ?? '',
    secretNamespace: spec?.clientSecretRef?.namespace ?? '',
    secretName: spec?.clientSecretRef?.name ?? '',
    scopes: spec?.scopes ?? [],
    caBundle: spec?.caBundle ?? '',
    signOutThere: spec?.signOutThere ?? false,
  };
}

/** The spec that the form asks for: what is empty is left to the server's defaults. */
export function specOfProvider(draft: ProviderDraft, before?: IdentityProvider['spec']): IdentityProvider['spec'] {
  const { name: _, secretNamespace, secretName, scopes, caBundle, signOutThere, issuer, clientId, ...texts } = draft;
  const optional = Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, text || undefined]));
  return {
    ...before,
    ...optional,
    issuer,
    clientId,
    clientSecretRef: secretName ? { namespace: secretNamespace, name: secretName } : undefined,
    scopes: scopes.length ? scopes : undefined,
    caBundle: caBundle || undefined,
    signOutThere: signOutThere || undefined,
  };
}
