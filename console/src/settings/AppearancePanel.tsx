import { Radio, Stack, useMantineColorScheme } from '@mantine/core';
import { Panel } from '../parts/Panel';

export function AppearancePanel() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Panel title="Appearance" description="For this browser only.">
      <Radio.Group aria-label="Colours" value={colorScheme} onChange={(scheme) => setColorScheme(scheme as typeof colorScheme)}>
        <Stack gap="xs">
          <Radio value="light" label="Light" />
          <Radio value="dark" label="Dark" />
          <Radio value="auto" label="As the system" />
        </Stack>
      </Radio.Group>
    </Panel>
  );
}
