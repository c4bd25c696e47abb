import { Text } from '@mantine/core';
import { NumberField } from './fields';
import classes from './Guide.module.css';

const callers = [
  ['organization', 'Each organization'],
  ['user', 'Each user'],
  ['key', 'Each key'],
] as const;
const limits = [
  ['requestsPerMinute', 'Requests a minute'],
  ['tokensPerMinute', 'Tokens a minute'],
  ['concurrentRequests', 'Requests at once'],
] as const;

export function LimitFields() {
  return (
    <div className={classes.limits}>
      <span />
      {limits.map(([limit, label]) => (
        <Text key={limit} size="xs" c="var(--muted)" aria-hidden>
          {label}
        </Text>
      ))}
      {callers.flatMap(([caller, whose]) => [
        <Text key={caller} size="sm" aria-hidden>
          {whose}
        </Text>,
        ...limits.map(([limit, label]) => (
          <NumberField
            key={`${caller}${limit}`}
            path={`spec.rateLimits.${caller}.${limit}`}
            label={`${whose}: ${label.toLowerCase()}`}
            hideLabel
            min={1}
            placeholder="No limit"
          />
        )),
      ])}
    </div>
  );
}
