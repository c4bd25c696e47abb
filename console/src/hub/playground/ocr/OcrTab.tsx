import { Button, FileInput, Group, Select, Stack, Text } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { CopyIcon } from '../../../parts/CodeBlock';
import { Panel } from '../../../parts/Panel';
import { CallFacts } from '../CallFacts';
import { GatewayError } from '../GatewayError';
import { ModelSelect } from '../ModelSelect';
import type { TabProps } from '../PlaygroundPage';
import { useCall } from '../useCall';
import { useModelChoice } from '../useModelChoice';
import { detectionsOf, type OcrAnswer } from './detections';
import { Picture } from './Picture';

const path = '/v1/infer';
const levels = ['word', 'sentence', 'paragraph'];

/** Text read off a picture, with where it stands in it. */
export default function OcrTab({ project, models }: TabProps) {
  const { model, setModel } = useModelChoice(models);
  const [file, setFile] = useState<File | null>(null);
  const [level, setLevel] = useState('sentence');
  const [sent, setSent] = useState<string>();
  const call = useCall<OcrAnswer>(project, path);
  const read = async () => {
    const url = await dataUrlOf(file!);
    setSent(url);
    call.mutate({ model, input: [{ type: 'image_url', url }], merge_levels: [level] });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void read();
  };
  const detections = call.data ? detectionsOf(call.data.data) : [];
  return (
    <Stack>
      <form onSubmit={submit}>
        <Group align="flex-end" gap="md">
          <ModelSelect models={models} value={model} onChange={setModel} />
          <FileInput
            label="Picture"
            placeholder="Choose a PNG or JPEG file"
            accept="image/png,image/jpeg"
            leftSection={<IconPhoto size={16} />}
            clearable
            value={file}
            onChange={setFile}
            w={280}
          />
          <Select
            label="Boxes around each"
            data={levels}
            value={level}
            onChange={(value) => value && setLevel(value)}
            allowDeselect={false}
            w={150}
          />
          <Button type="submit" loading={call.isPending} disabled={!file}>
            Read
          </Button>
        </Group>
      </form>
      <GatewayError error={call.error} onRetry={() => void read()} />
      {call.data && sent && (
        <Panel
          title="Text"
          description={detections.length === 0 ? 'No text was found in the picture.' : undefined}
          actions={<CopyIcon value={detections.map((d) => d.text).join('\n')} label="Copy text" />}
        >
          <Stack gap="sm">
            <Picture url={sent} detections={detections} />
            <CallFacts project={project} called={call.data} path={path} />
          </Stack>
        </Panel>
      )}
      {!call.data && !call.error && (
        <Text size="sm" c="var(--muted)">
          The picture is sent to the model and kept nowhere.
        </Text>
      )}
    </Stack>
  );
}

function dataUrlOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
