import { FileInput, SegmentedControl, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { kinds } from '../../api/kinds';
import { create } from '../../api/resources';
import { FormDialog } from '../../parts/FormDialog';
import { shortName, type Version } from '../names';
import { type SignatureDraft, signatureOf, sizeProblem } from './addedSignature';

/** Adds a signature that is neither in the registry nor among the files. What it is worth, the policies say. */
export function AddSignatureDialog({ version, onClose }: { version: Version; onClose: () => void }) {
  const [draft, setDraft] = useState<SignatureDraft>({ format: 'Bundle', certificates: '' });
  const set = (part: Partial<SignatureDraft>) => setDraft({ ...draft, ...part });
  const { format, document, signature } = draft;
  const bundle = format === 'Bundle';
  const tooLong = sizeProblem(document);
  return (
    <FormDialog
      title={`Add a signature to ${shortName(version)}`}
      submit="Add"
      size="lg"
      done="It is added, and is judged by the policies now."
      disabled={!document || !!tooLong || (!bundle && !signature)}
      action={async (dryRun) => create(kinds.modelSignatures, await signatureOf(version, draft), { dryRun })}
      onClose={onClose}
    >
      {(errorOf) => (
        <>
          <SegmentedControl
            aria-label="What it is"
            value={format}
            onChange={(value) => set({ format: value as SignatureDraft['format'] })}
            data={[
              { value: 'Bundle', label: 'A Sigstore bundle' },
              { value: 'SimpleSigning', label: 'What cosign wrote before version 3' },
            ]}
          />
          <FileInput
            label={bundle ? 'Bundle' : 'Payload'}
            description={
              bundle
                ? 'A .sigstore.json or .sig, as cosign, model_signing and Modelyard write them.'
                : 'What was signed: cosign sign --output-payload.'
            }
            placeholder="Choose a file"
            value={document ?? null}
            onChange={(file) => set({ document: file ?? undefined })}
            error={tooLong ?? errorOf('spec.document')}
            required
            clearable
          />
          {!bundle && (
            <>
              <FileInput
                label="Signature"
                description="In base64: cosign sign --output-signature."
                placeholder="Choose a file"
                value={signature ?? null}
                onChange={(file) => set({ signature: file ?? undefined })}
                error={errorOf('spec.signature')}
                required
                clearable
              />
              <Textarea
                label="Certificates (PEM)"
                description="The signer’s and those that lead to its authority; none for a key."
                autosize
                maxRows={8}
                value={draft.certificates}
                onChange={(e) => set({ certificates: e.currentTarget.value })}
                error={errorOf('spec.certificates')}
                spellCheck={false}
              />
            </>
          )}
          <Text size="sm" c="var(--muted)">
            It is kept whether it is good or bad, and checked again whenever a signature policy changes.
          </Text>
        </>
      )}
    </FormDialog>
  );
}
