import { Drawer, Stack } from '@mantine/core';
import { Age } from '../parts/Age';
import { CodeBlock } from '../parts/CodeBlock';
import { KeyValues } from '../parts/KeyValues';
import { useFocusBack } from '../parts/useFocusBack';
import { actorOf, type Entry, objectOf, outcomeOf } from './event';

/** All that one record says. */
export function EventDrawer({ event, onClose }: { event: Entry; onClose: () => void }) {
  useFocusBack();
  const { metadata, verb, objectRef, user, responseStatus, sourceIPs, userAgent, auditID, requestURI, annotations } = event;
  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title={`Record ${metadata.name}`}>
      <Stack>
        <KeyValues
          items={[
            ['When', <Age key="when" time={event.requestReceivedTimestamp ?? metadata.creationTimestamp} />],
            ['Exactly', event.requestReceivedTimestamp],
            ['Who', actorOf(event)],
            ['Groups', user?.groups?.join(', ')],
            ['Did what', `${verb} ${objectRef?.resource ?? ''}`],
            ['To what', objectOf(event)],
            ['Revision', objectRef?.resourceVersion],
            ['Outcome', `${outcomeOf(event)} (${responseStatus?.code})`],
            ['Why', responseStatus?.message],
            ['From', sourceIPs?.length ? sourceIPs.join(', ') : 'a part of the server itself'],
            ['Program', userAgent],
            ['Call', requestURI],
            ['Audit ID', auditID],
            ...Object.entries(annotations ?? {}).map(([name, value]): [string, string] => [
              name.replace('audit.modelyard.dev/', ''),
              value,
            ]),
          ]}
        />
        <CodeBlock code={JSON.stringify(event, null, 2)} label="record as JSON" />
      </Stack>
    </Drawer>
  );
}
