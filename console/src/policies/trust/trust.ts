import type { Served, SignaturePolicy } from '../../api/kinds';

export type Policy = Served<SignaturePolicy>;
type Spec = NonNullable<SignaturePolicy['spec']>;
export type TrustedKey = NonNullable<Spec['keys']>[number];
export type TrustedAuthority = NonNullable<Spec['authorities']>[number];

/** The lists of a policy that say whom it trusts. */
export type TrustList = 'keys' | 'authorities' | 'logs';
export type Trusted = TrustedKey | TrustedAuthority;

/** The policy with an entry added, or put in the place of the one of its name. */
export function withTrusted(policy: Policy, list: TrustList, entry: Trusted, before?: string): Policy {
  const entries: Trusted[] = policy.spec?.[list] ?? [];
  const at = entries.findIndex((e) => e.name === before);
  const next = at < 0 ? [...entries, entry] : entries.map((e, i) => (i === at ? entry : e));
  return { ...policy, spec: { ...policy.spec, [list]: next } };
}

/** The policy without an entry. */
export function withoutTrusted(policy: Policy, list: TrustList, name: string): Policy {
  const left = (policy.spec?.[list] as Trusted[] | undefined)?.filter((e) => e.name !== name) ?? [];
  return { ...policy, spec: { ...policy.spec, [list]: left.length > 0 ? left : undefined } };
}

/** Identities as they are typed: one in a line, the subject, then the issuer if it matters. */
export const identitiesOf = (text: string): TrustedAuthority['identities'] =>
  text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .flatMap(([subject, issuer]) => (subject ? [{ subject, ...(issuer ? { issuer } : {}) }] : []));

export const identitiesText = (identities: TrustedAuthority['identities'] | undefined): string =>
  (identities ?? []).map(({ subject, issuer }) => [subject, issuer].filter(Boolean).join(' ')).join('\n');

const body = /-----BEGIN [A-Z ]+-----([A-Za-z0-9+/=\s]+)-----END/;

/** SHA-256 of a key or the first certificate, as `openssl` prints it without colons; undefined where the browser cannot. */
export async function fingerprintOf(pem: string | undefined): Promise<string | undefined> {
  const encoded = body.exec(pem ?? '')?.[1];
  // Only pages of this machine and those with HTTPS may.
  if (!encoded || !globalThis.crypto?.subtle) return undefined;
  const content = Uint8Array.from(atob(encoded.replace(/\s/g, '')), (c) => c.charCodeAt(0));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return [...hash].map((b) => b.toString(16).padStart(2, '0')).join('');
}
