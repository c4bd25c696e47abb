const day = 86_400_000;

/** A range of whole days (UTC), both included, as `2026-01-31`. */
export interface Period {
  from: string;
  to: string;
}

export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

export const presets = ['today', '7d', '30d', 'month', 'last-month'] as const;
export type Preset = (typeof presets)[number];

export const presetLabels: Record<Preset, string> = {
  today: 'Today',
  '7d': '7 days',
  '30d': '30 days',
  month: 'This month',
  'last-month': 'Last month',
};

export function periodOf(preset: Preset, now: number): Period {
  const to = dayOf(now);
  const first = `${to.slice(0, 8)}01`;
  if (preset === 'today') return { from: to, to };
  if (preset === 'month') return { from: first, to };
  if (preset === 'last-month') {
    const last = dayOf(Date.parse(first) - day);
    return { from: `${last.slice(0, 8)}01`, to: last };
  }
  return { from: dayOf(now - ((preset === '7d' ? 7 : 30) - 1) * day), to };
}

/** No chart has room for more. */
const most = 1_000;

export function daysIn({ from, to }: Period): string[] {
  const days: string[] = [];
  for (let time = Date.parse(from); time <= Date.parse(to) && days.length < most; time += day) days.push(dayOf(time));
  return days;
}

export const secondsOf = (date: string): number => Date.parse(date) / 1000;

/** Minutes are kept for eight days; and what is longer than two days is better looked at by day. */
export const isRecent = ({ from, to }: Period, now: number): boolean =>
  Date.parse(to) - Date.parse(from) < 2 * day && now - Date.parse(from) < 7 * day;
