import { Group, Radio, TextInput } from '@mantine/core';
import type { KeyDraft } from './keyDraft';

export interface HolderFieldsProps {
  draft: KeyDraft;
  onChange: (draft: KeyDraft) => void;
  errorOf: (path: string) => string | undefined;
}

/** Whom the key is for: usage and limits of a person or program go by it. */
export function HolderFields({ draft, onChange, errorOf }: HolderFieldsProps) {
  return (
    <>
      <Radio.Group
        label="For"
        value={draft.holder}
        onChange={(holder) => onChange({ ...draft, holder: holder as KeyDraft['holder'] })}
      >
        <Group mt={6}>
          <Radio value="user" label="A person" />
          <Radio value="serviceAccount" label="A service account" />
          <Radio value="nobody" label="Nobody in particular" />
        </Group>
      </Radio.Group>
      {draft.holder === 'user' && (
        <TextInput
          label="User"
          placeholder="developer@acme.example"
          required
          value={draft.user}
          onChange={(e) => onChange({ ...draft, user: e.currentTarget.value.trim() })}
          error={errorOf('spec.user')}
        />
      )}
      {draft.holder === 'serviceAccount' && (
        <TextInput
          label="Service account"
          description="One of the project."
          required
          value={draft.serviceAccount}
          onChange={(e) => onChange({ ...draft, serviceAccount: e.currentTarget.value.trim() })}
          error={errorOf('spec.serviceAccount')}
        />
      )}
    </>
  );
}
