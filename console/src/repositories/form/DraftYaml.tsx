import { Paper, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { parse, stringify } from 'yaml';
import type { ModelRepository } from '../../api/kinds';
import { Loading } from '../../parts/Loading';
import { blank, type Draft, manifest } from './draft';

const YamlEditor = lazy(() => import('../../parts/YamlEditor'));

export interface DraftYamlProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** What is wrong with what stands there; nothing can be saved meanwhile. */
  onProblem: (problem: string | undefined) => void;
}

/** The draft as YAML. What is typed is the draft as soon as it can be read. To be loaded lazily. */
export default function DraftYaml({ draft, onChange, onProblem }: DraftYamlProps) {
  const [text, setText] = useState(() => stringify(manifest(draft), { lineWidth: 0 }));
  const [problem, setProblem] = useState<string>();
  const change = (next: string) => {
    setText(next);
    let wrong: string | undefined;
    try {
      const value = parse(next) as ModelRepository | null;
      if (value?.kind !== 'ModelRepository') wrong = 'This has to stay a ModelRepository.';
      else onChange({ metadata: value.metadata ?? {}, spec: value.spec ?? blank });
    } catch (e) {
      wrong = `This is not valid YAML: ${(e as Error).message}`;
    }
    setProblem(wrong);
    onProblem(wrong);
  };
  return (
    <Stack gap="xs">
      <Paper withBorder radius="lg" style={{ overflow: 'hidden' }}>
        <Suspense fallback={<Loading />}>
          <YamlEditor value={text} onChange={change} label="The repository as YAML" height="32rem" />
        </Suspense>
      </Paper>
      <Text size="xs" c={problem ? 'var(--mantine-color-error)' : 'var(--muted)'} role="status">
        {problem ?? 'Sent exactly as it stands here. The form follows it.'}
      </Text>
    </Stack>
  );
}
