import { Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { kinds } from '../../api/kinds';
import { replace } from '../../api/resources';
import { FormDialog } from '../../parts/FormDialog';
import {
  identitiesOf,
  identitiesText,
  type Policy,
  type Trusted,
  type TrustedAuthority,
  type TrustList,
  withTrusted,
} from './trust';

const words: Record<TrustList, string> = { keys: 'key', authorities: 'authority', logs: 'log' };

const times = [
  { value: 'Now', label: 'now' },
  { value: 'Signing', label: 'when it was signed, as a log says' },
  { value: 'Issued', label: 'when they were issued' },
];

/** Adds a key, an authority or a log to those that a policy trusts, or changes one. */
export function TrustDialog({
  policy,
  list,
  entry,
  onClose,
}: {
  policy: Policy;
  list: TrustList;
  entry?: Trusted;
  onClose: () => void;
}) {
  // As it was when it was opened: what others change meanwhile is refused, not overwritten.
  const [before] = useState(policy);
  const authority = entry as Partial<TrustedAuthority> | undefined;
  const [name, setName] = useState(entry?.name ?? '');
  const [pem, setPem] = useState((entry && 'publicKey' in entry ? entry.publicKey : authority?.certificates) ?? '');
  const [signers, setSigners] = useState(identitiesText(authority?.identities));
  const [validAt, setValidAt] = useState<NonNullable<TrustedAuthority['validAt']>>(authority?.validAt ?? 'Now');
  const isAuthority = list === 'authorities';
  const wanted: Trusted = isAuthority
    ? { name, certificates: pem, identities: identitiesOf(signers), validAt }
    : { name, publicKey: pem };
  const at = before.spec?.[list]?.findIndex((e) => e.name === entry?.name) ?? -1;
  const place = `spec.${list}[${at < 0 ? (before.spec?.[list]?.length ?? 0) : at}]`;
  return (
    <FormDialog
      title={entry ? `Change the ${words[list]} ${entry.name}` : `Trust another ${words[list]}`}
      submit={entry ? 'Save' : 'Add'}
      size="lg"
      done={`${before.metadata.name} trusts ${name}; every version it is about is judged again.`}
      disabled={!name || !pem || (isAuthority && !signers.trim())}
      action={(dryRun) => replace(kinds.signaturePolicies, withTrusted(before, list, wanted, entry?.name), { dryRun, before })}
      onClose={onClose}
    >
      {(errorOf) => (
        <>
          <TextInput
            label="Name"
            description="As it is called wherever a signature is shown."
            placeholder={isAuthority ? 'company-pki' : 'release-2026'}
            value={name}
            onChange={(e) => setName(e.currentTarget.value)}
            error={errorOf(`${place}.name`)}
            required
          />
          <Textarea
            label={isAuthority ? 'Certificates (PEM)' : 'Public key (PEM)'}
            description={
              isAuthority
                ? 'The root, and those between it and signers that signatures do not bring along.'
                : 'ECDSA on P-256, P-384 or P-521, or RSA of at least 2048 bits.'
            }
            autosize
            minRows={4}
            maxRows={12}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            value={pem}
            onChange={(e) => setPem(e.currentTarget.value)}
            error={errorOf(`${place}.${isAuthority ? 'certificates' : 'publicKey'}`)}
            spellCheck={false}
            required
          />
          {isAuthority && (
            <>
              <Textarea
                label="Whose certificates"
                description="One in a line: the address in the certificate, then the OpenID issuer if it matters. * stands for anything."
                placeholder="*@acme.example https://login.acme.example"
                autosize
                minRows={2}
                value={signers}
                onChange={(e) => setSigners(e.currentTarget.value)}
                error={errorOf(`${place}.identities`)}
                spellCheck={false}
                required
              />
              <Select
                label="Certificates have to be valid"
                data={times}
                value={validAt}
                onChange={(value) => setValidAt((value ?? 'Now') as typeof validAt)}
                error={errorOf(`${place}.validAt`)}
                allowDeselect={false}
              />
            </>
          )}
        </>
      )}
    </FormDialog>
  );
}
