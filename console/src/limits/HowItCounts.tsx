import { List, Stack } from '@mantine/core';
import { Panel } from '../parts/Panel';

/** What counts against what, in sentences. */
export function HowItCounts() {
  return (
    <Stack>
      <Panel title="Limits">
        <List size="sm" spacing="xs">
          <List.Item>
            A call counts against the limits of its organization, its user and its key, and against those that the deployment has
            for each of the three. It is let in by all of them or by none; a refused call takes nothing from any.
          </List.Item>
          <List.Item>
            A member with limits of their own has those instead of what the organization gives every member. The same goes for a
            key.
          </List.Item>
          <List.Item>A limit refills evenly: 60 a minute are one a second, and 60 at once after a minute of silence.</List.Item>
          <List.Item>
            Tokens are reserved before a call is sent, by what it asks for, and settled by what it used. Tokens of the prompt
            cache count; answers of the gateway's cache use none.
          </List.Item>
        </List>
      </Panel>
      <Panel title="Prices and budgets">
        <List size="sm" spacing="xs">
          <List.Item>
            A call costs what the deployment's price was at that moment. Changing a price changes nothing about calls before.
          </List.Item>
          <List.Item>Whoever owns the key pays: a shared deployment is paid for by the organization that calls it.</List.Item>
          <List.Item>
            Cost counts against the budget of the organization and of the key, in the budget's currency only, by calendar month or
            day (UTC). When one is spent, calls are refused until the next period; deployments without a price go on.
          </List.Item>
        </List>
      </Panel>
      <Panel title="Sharing">
        <List size="sm" spacing="xs">
          <List.Item>Its own only: keys of the organization that the deployment's project belongs to.</List.Item>
          <List.Item>All organizations: every key of this installation.</List.Item>
          <List.Item>Certain organizations: its own, and those that are named. To others it does not exist.</List.Item>
        </List>
      </Panel>
    </Stack>
  );
}
