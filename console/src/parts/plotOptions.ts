import UPlot, { type AlignedData, type Axis, type Options } from 'uplot';
import { colourOf, type Series, type Shape, stack } from './series';
import { onAxis } from './units';

export interface Drawn {
  times: number[];
  series: Series[];
  hidden: boolean[];
  shape: Shape;
  days: boolean;
  height: number;
}

/** Values in the order they are drawn: of bars on top of each other the highest first, so that the lower ones cover it. */
export function plotData({ times, series, hidden, shape }: Omit<Drawn, 'days' | 'height'>): AlignedData {
  const rows = series.map((s) => s.values.map((v) => v ?? null));
  return [times, ...(shape === 'bars' ? stack(rows, hidden).reverse() : rows)] as AlignedData;
}

/** A colour of the style sheet as a canvas understands it. */
function resolve(element: HTMLElement, colour: string): string {
  const probe = document.createElement('span');
  probe.style.color = colour;
  element.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}

export function plotOptions(element: HTMLElement, { times, series, hidden, shape, days, height }: Drawn): Options {
  // The outermost bars have room too.
  const half = times.length > 1 ? (times[1]! - times[0]!) / 2 : 43_200;
  const units = [...new Set(series.map((s) => s.unit))];
  const muted = resolve(element, 'var(--muted)');
  const grid = { stroke: resolve(element, 'var(--line)'), width: 1 };
  const font = `11px ${getComputedStyle(element).fontFamily}`;
  const common: Axis = { stroke: muted, font, ticks: { show: false }, grid };
  const lines = series.map((s, i) => ({
    label: s.name,
    scale: s.unit,
    show: !hidden[i],
    stroke: resolve(element, colourOf(s, i)),
    ...(shape === 'bars'
      ? { fill: resolve(element, colourOf(s, i)), width: 0, paths: UPlot.paths.bars!({ size: [0.7, 36], radius: 0.12 }) }
      : { width: s.line === 'thin' ? 1 : 1.75, dash: s.line === 'dashed' ? [4, 4] : undefined }),
    points: { show: shape === 'lines' && s.values.filter((v) => v !== null && v !== undefined).length < 3 },
  }));
  return {
    width: element.clientWidth,
    height,
    padding: [8, units.length > 1 ? 0 : 12, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { setScale: false, x: false, y: false }, points: { show: shape === 'lines', size: 7 } },
    tzDate: days ? (time) => UPlot.tzDate(new Date(time * 1000), 'Etc/UTC') : undefined,
    scales: {
      x: { time: true, ...(shape === 'bars' ? { range: (_, min, max) => [min - half, max + half] } : {}) },
      ...Object.fromEntries(units.map((unit) => [unit, { range: (_: UPlot, __: number, max: number) => [0, roof(max)] }])),
    },
    series: [{}, ...(shape === 'bars' ? lines.reverse() : lines)],
    axes: [
      { ...common, grid: { show: false }, space: 70, size: 30, values: (u, ticks) => ticks.map((t) => tick(t, u, days)) },
      ...units.slice(0, 2).map(
        (unit, i): Axis => ({
          ...common,
          scale: unit,
          side: i === 0 ? 3 : 1,
          grid: i === 0 ? grid : { show: false },
          values: (_, ticks) => ticks.map((t) => onAxis(t, unit)),
          size: (_, values) => 14 + 6.6 * Math.max(3, ...(values ?? []).map((v) => v.length)),
          // Counts have no halves.
          incrs: unit === 'requests' || unit === 'tokens' ? whole : undefined,
        }),
      ),
    ],
  };
}

const whole = Array.from({ length: 13 }, (_, i) => [1, 2, 5].map((n) => n * 10 ** i)).flat();

/** Some air above the highest value; something to divide when all are zero. */
const roof = (max: number | null): number => (max ? max * 1.08 : 1);

function tick(time: number, plot: UPlot, days: boolean): string {
  const date = new Date(time * 1000);
  const span = (plot.scales.x?.max ?? 0) - (plot.scales.x?.min ?? 0);
  const midnight = days || (date.getHours() === 0 && date.getMinutes() === 0);
  const options: Intl.DateTimeFormatOptions =
    midnight && span > 3_600
      ? { day: 'numeric', month: 'short', timeZone: days ? 'UTC' : undefined }
      : { hour: '2-digit', minute: '2-digit', second: span < 600 ? '2-digit' : undefined };
  return new Intl.DateTimeFormat('en-GB', options).format(date);
}
