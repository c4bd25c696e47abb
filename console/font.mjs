// Cuts the Latin letters of Inter down to what the pages use: half of the file is weights, alternates and signs that are never shown.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import subsetFont from 'subset-font';

const files = join(dirname(createRequire(import.meta.url).resolve('@fontsource-variable/inter/package.json')), 'files');
const whole = 'inter-latin-wght-normal.woff2';

/** Letters and signs of Western languages, punctuation, the euro, the arrows that Inter has for this script. */
const ranges = [
  [0x20, 0x7e],
  [0xa0, 0xff],
  [0x131, 0x131],
  [0x152, 0x153],
  [0x2da, 0x2da],
  [0x2dc, 0x2dc],
  [0x2010, 0x2044],
  [0x20ac, 0x20ac],
  [0x2122, 0x2122],
  [0x2191, 0x2191],
  [0x2193, 0x2193],
  [0x2212, 0x2212],
];

/** Spacing of pairs, composed letters, figures of one width, and the two forms that base.css asks for. */
const keepFeatures = ['kern', 'ccmp', 'locl', 'mark', 'mkmk', 'tnum', 'cv11', 'ss03'];
const variationAxes = { wght: { min: 400, max: 650 } };

const hex = (code) => code.toString(16).toUpperCase().padStart(4, '0');
const unicodeRange = ranges.map(([first, last]) => (first === last ? `U+${hex(first)}` : `U+${hex(first)}-${hex(last)}`)).join(',');

async function cut(folder) {
  const text = ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)));
  const font = await subsetFont(readFileSync(join(files, whole)), text.join(''), { targetFormat: 'woff2', keepFeatures, variationAxes });
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'inter-latin.woff2');
  writeFileSync(file, font);
  return file;
}

/** What is built takes the cut font; other scripts are files of their own, fetched by pages that show them. */
export function font() {
  let cache = '';
  return {
    name: 'font',
    apply: 'build',
    enforce: 'pre',
    configResolved: (config) => {
      cache = config.cacheDir;
    },
    async transform(code, id) {
      if (!/@fontsource-variable.inter.wght\.css$/.test(id)) return;
      const file = await cut(cache);
      const rule = new RegExp(`url\\([^)]*${whole}\\)([^}]*)unicode-range: [^;]*;`);
      if (!rule.test(code)) throw new Error(`The font package names no ${whole} any more.`);
      return { code: code.replace(rule, `url(${file})$1unicode-range: ${unicodeRange};`).replaceAll('font-weight: 100 900', 'font-weight: 400 650'), map: null };
    },
  };
}
