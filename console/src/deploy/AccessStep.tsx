import { Stack } from '@mantine/core';
import { Panel } from '../parts/Panel';
import { EndpointChoice } from './EndpointChoice';
import { LimitFields } from './LimitFields';
import { PriceFields } from './PriceFields';
import { SharingFields } from './SharingFields';

/** Where it is called, by whom, how much, and at what price. */
export function AccessStep() {
  return (
    <Stack gap="lg">
      <Panel title="Where it is called">
        <EndpointChoice />
      </Panel>
      <Panel title="Who may call it">
        <SharingFields />
      </Panel>
      <Panel title="Limits" description="For this deployment alone, besides the limits callers have everywhere. Empty: none.">
        <LimitFields />
      </Panel>
      <Panel title="Price">
        <PriceFields />
      </Panel>
    </Stack>
  );
}
