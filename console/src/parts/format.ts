const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
const suffixes: Record<string, number> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  m: 1e-3,
};
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** `71.5 MiB`. */
export function bytes(count: number | undefined | null): string {
  if (count === undefined || count === null) return '–';
  let unit = 0;
  let rest = count;
  while (Math.abs(rest) >= 1024 && unit < binary.length - 1) {
    rest /= 1024;
    unit++;
  }
  return `${unit === 0 || rest >= 100 ? Math.round(rest) : rest.toFixed(1)} ${binary[unit]}`;
}

/** A Kubernetes quantity (`500m`, `2Gi`) as a number; NaN for what is none. */
export function quantity(text: string | number | undefined | null): number {
  const match = /^([+-]?[0-9.]+)([a-zA-Z]*)$/.exec(String(text ?? ''));
  return match ? Number(match[1]) * (suffixes[match[2]!] ?? Number.NaN) : Number.NaN;
}

/** `1.2M`. */
export const short = (count: number | undefined | null): string =>
  count === undefined || count === null ? '–' : compact.format(count);

/** `1.2M`, or all of the number where that would not be the same. */
export function exact(count: number): string {
  const unit = 1_000 ** Math.floor(Math.log10(Math.max(1, Math.abs(count))) / 3);
  return (count * 10) % unit === 0 ? short(count) : number(count);
}

/** `1,234.5`. */
export const number = (count: number | undefined | null): string =>
  count === undefined || count === null ? '–' : plain.format(count);

/** An amount of money, with as many digits as its size needs. */
export function money(amount: number | string | undefined | null, currency: string | undefined | null): string {
  if (amount === undefined || amount === null || !currency) return '–';
  const value = Number(amount);
  const digits = value === 0 || Math.abs(value) >= 1 ? 2 : Math.min(8, 2 - Math.floor(Math.log10(Math.abs(value))));
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  }).format(value);
}

/** What something costs, to the last of the six digits that a price may have. */
export const price = (amount: number | string | undefined | null, currency: string | undefined | null): string =>
  amount === undefined || amount === null || !currency
    ? '–'
    : new Intl.NumberFormat('en', { style: 'currency', currency, minimumFractionDigits: 2, maximumFractionDigits: 6 }).format(
        Number(amount),
      );

/** `340 ms`, `2.1 s`, `4 min`. */
export function duration(seconds: number | undefined | null): string {
  if (seconds === undefined || seconds === null) return '–';
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 90) return `${plain.format(Math.round(seconds * 10) / 10)} s`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${plain.format(Math.round(seconds / 360) / 10)} h`;
}

const named = 5;

/** Names in a sentence: the first few, and how many more there are. */
export function listOf(names: string[]): string {
  const sorted = names.toSorted((a, b) => a.localeCompare(b));
  return sorted.length <= named ? sorted.join(', ') : `${sorted.slice(0, named).join(', ')} and ${sorted.length - named} more`;
}
