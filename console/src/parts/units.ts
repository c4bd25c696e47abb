import { duration, money, number, short } from './format';

/** What a number counts: `requests`, `tokens`, … as they are, or `seconds`, `tokens/s`, `share`, or a currency such as `EUR`. */
export type Unit = string;

const currency = /^[A-Z]{3}$/;

/** A value with its unit: `1,234`, `340 ms`, `€0.42`, `12 %`. */
export function inUnit(value: number | null | undefined, unit: Unit): string {
  if (value === null || value === undefined) return '–';
  if (unit === 'seconds') return duration(value);
  if (unit === 'share') return `${number(Math.round(value * 1000) / 10)} %`;
  if (currency.test(unit)) return money(value, unit);
  if (unit.includes('/')) return `${number(Math.round(value * 10) / 10)} ${unit}`;
  return number(value);
}

/** As `inUnit`, as short as the axis of a chart needs it. */
export function onAxis(value: number, unit: Unit): string {
  if (unit === 'seconds' || unit === 'share') return inUnit(value, unit);
  if (currency.test(unit)) return Math.abs(value) >= 10_000 ? `${short(value)} ${unit}` : money(value, unit);
  // The whole unit is with the values; the axis has no room for more than `/s`.
  return unit.includes('/') ? `${short(value)}${unit.slice(unit.indexOf('/'))}` : short(value);
}
