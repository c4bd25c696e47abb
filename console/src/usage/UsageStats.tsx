import { SimpleGrid } from '@mantine/core';
import { money, number, short } from '../parts/format';
import { Stat } from '../parts/Stat';
import { inUnit } from '../parts/units';
import { type Line, sumBy } from './report';

/** What it comes to altogether; each currency for itself. */
export function UsageStats({ lines }: { lines: Line[] }) {
  const byCurrency = sumBy(lines, []);
  const sum = (field: 'requests' | 'errors' | 'cacheHits' | 'inputTokens' | 'cachedInputTokens' | 'outputTokens') =>
    byCurrency.reduce((total, line) => total + (line[field] ?? 0), 0);
  const [requests, errors, hits] = [sum('requests'), sum('errors'), sum('cacheHits')];
  const [input, cached, output] = [sum('inputTokens'), sum('cachedInputTokens'), sum('outputTokens')];
  const paid = byCurrency.filter((line) => line.currency);
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 + Math.max(1, paid.length) }}>
      <Stat
        label="Requests"
        value={number(requests)}
        detail={`${number(errors)} errors${requests > 0 ? ` (${inUnit(errors / requests, 'share')})` : ''}${hits > 0 ? `, ${number(hits)} from the cache` : ''}`}
      />
      <Stat
        label="Tokens read"
        value={short(input)}
        detail={input > 0 ? `${inUnit(cached / input, 'share')} of them from prompt caches` : undefined}
      />
      <Stat label="Tokens written" value={short(output)} detail={short(output) === number(output) ? undefined : number(output)} />
      {paid.length === 0 && <Stat label="Cost" value="–" detail="Nothing that has a price" />}
      {paid.map(({ currency, cost, requests }) => (
        <Stat
          key={currency}
          label={`Cost in ${currency}`}
          value={money(cost, currency)}
          detail={`for ${number(requests)} requests`}
        />
      ))}
    </SimpleGrid>
  );
}
