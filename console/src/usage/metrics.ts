import { percentileSeries, type Series } from '../parts/series';
import type { Grid, Point } from './steps';

/** A chart of how a deployment answers. */
export interface Metric {
  title: string;
  description: string;
  series: Series[];
}

/** What is looked at of a deployment. A step without a call counts as none, and has no duration. */
export function metricsOf({ step, lines, times }: Grid): Metric[] {
  const points = lines[0]?.points ?? times.map(() => undefined);
  const any = points.some(Boolean);
  const rate = (name: string, unit: string, per: number, of: (p: Point) => number | undefined): Series => ({
    name,
    unit,
    values: any ? points.map((p) => ((p ? (of(p) ?? 0) : 0) * per) / step) : [],
  });
  return [
    {
      title: 'Requests',
      description: 'Each minute.',
      series: [
        rate('All', 'requests/min', 60, (p) => p.requests),
        { ...rate('Errors', 'requests/min', 60, (p) => p.errors), colour: 2 },
        { ...rate('Over a limit', 'requests/min', 60, (p) => p.rateLimited), colour: 4 },
      ],
    },
    {
      title: 'Time to the end of the answer',
      description: 'Half, 95 % and 99 % of the calls took no longer.',
      series: percentileSeries(
        points.map((p) => p?.latency),
        'seconds',
      ),
    },
    {
      title: 'Time to the first token',
      description: 'Of answers that are streamed.',
      series: percentileSeries(
        points.map((p) => p?.timeToFirstToken),
        'seconds',
      ),
    },
    {
      title: 'Speed of one answer',
      description: 'Half, 95 % and 99 % of the streams were at least as fast.',
      series: percentileSeries(
        points.map((p) => p && speeds(p.timePerOutputToken)),
        'tokens/s',
      ),
    },
    {
      title: 'Tokens',
      description: 'Each second, over all calls.',
      series: [rate('Read', 'tokens/s', 1, (p) => p.inputTokens), rate('Written', 'tokens/s', 1, (p) => p.outputTokens)],
    },
    {
      title: 'Read from prompt caches',
      description: 'Of the tokens that were read.',
      series: [
        {
          name: 'Share',
          unit: 'share',
          values: points.map((p) => (p?.inputTokens ? (p.cachedInputTokens ?? 0) / p.inputTokens : null)),
        },
      ],
    },
  ];
}

/** Tokens a second, of seconds a token. */
function speeds(time: Point['timePerOutputToken']) {
  const speed = (seconds: number | undefined) => (seconds ? 1 / seconds : undefined);
  return time && { p50: speed(time.p50), p95: speed(time.p95), p99: speed(time.p99) };
}
