import { Stack, Text } from '@mantine/core';
import { CodeBlock } from '../parts/CodeBlock';
import { Panel } from '../parts/Panel';

const install = 'npm install --prefix engines --ignore-scripts --no-save @node-llama-cpp/linux-x64-cuda';

/** What it takes to have GPUs used. */
export function NoGpu() {
  return (
    <Panel title="No GPU here">
      <Stack gap="sm">
        <Text size="sm" maw={760}>
          Models run on the processors. A machine reports its GPUs by itself once NVIDIA’s driver is installed and “nvidia-smi”
          lists them; the built-in engine uses them with a build for CUDA, in the version that engines/package.json names, after
          the next start:
        </Text>
        <CodeBlock label="Install the build for CUDA" code={install} />
        <Text size="sm" c="var(--muted)" maw={760}>
          In a cluster the GPU operator or device plugin of the vendor reports them. A class of GPUs is named by the label
          modelyard.dev/accelerator of the machines that have it.
        </Text>
      </Stack>
    </Panel>
  );
}
