/** A piece of a line. */
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'code'; text: string }
  | { type: 'strong' | 'em' | 'del'; parts: Inline[] }
  | { type: 'link'; href: string; parts: Inline[] }
  | { type: 'break' };

/** What is longer than people write is not looked through for marks: a card is from somebody else, and must not keep the page busy. */
const longest = 10_000;

/** Tried in this order where the next mark begins. Each looks only so far. */
const marks: [RegExp, (match: RegExpExecArray) => Inline | undefined][] = [
  [/^\\([\\`*_{}[\]()#+\-.!|~>])/, ([, text]) => ({ type: 'text', text: text! })],
  [/^(`+)(?!`)([\s\S]{0,2000}?[^`])\1(?!`)/, ([, , text]) => ({ type: 'code', text: text!.trim() })],
  // Pictures are elsewhere, and nothing is loaded from elsewhere: they are links by their names.
  [
    /^!\[([^\]]{0,500})\]\(\s*<?((?:[^()\s<>]|\([^()\s]{0,500}\)){1,2000})>?[^)]{0,500}\)/,
    ([, alt, href]) => link(href!, [{ type: 'text', text: alt || 'Picture' }]),
  ],
  [
    /^\[((?:[^[\]]|\[[^\]]{0,500}\]){0,500})\]\(\s*<?((?:[^()\s<>]|\([^()\s]{0,500}\)){1,2000})>?[^)]{0,500}\)/,
    ([, text, href]) => link(href!, inline(text!)),
  ],
  [/^<(https?:\/\/[^\s<>]+)>/, ([, href]) => link(href!, [{ type: 'text', text: href! }])],
  [/^https?:\/\/[^\s<>()\]]+[^\s<>()\].,;:!?'"]/, ([href]) => link(href, [{ type: 'text', text: href }])],
  [/^(\*\*|__)(?=\S)([\s\S]{0,2000}?\S)\1/, ([, , text]) => ({ type: 'strong', parts: inline(text!) })],
  [/^([*_])(?=\S)((?:(?!\1)[\s\S]){0,2000}?\S)\1(?!\w)/, ([, , text]) => ({ type: 'em', parts: inline(text!) })],
  [/^~~(?=\S)([\s\S]{0,2000}?\S)~~/, ([, text]) => ({ type: 'del', parts: inline(text!) })],
  [/^<br\s*\/?>/i, () => ({ type: 'break' })],
  [/^(?: {2,}|\\)\n/, () => ({ type: 'break' })],
  // Other tags are left out, what is between them stays.
  [/^<\/?[a-zA-Z][^<>]*>/, () => ({ type: 'text', text: '' })],
];

/** Only addresses that lead somewhere: no script, no data. */
function link(href: string, parts: Inline[]): Inline {
  return /^(https?:\/\/|mailto:)/i.test(href) ? { type: 'link', href, parts } : { type: 'strong', parts };
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: '\u00a0' };

/** Reads the marks in a piece of text. */
export function inline(text: string): Inline[] {
  if (text.length > longest) return [{ type: 'text', text }];
  const found: Inline[] = [];
  let plain = '';
  const flush = () => {
    if (plain)
      found.push({ type: 'text', text: plain.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name]!) });
    plain = '';
  };
  let rest = text;
  while (rest) {
    const mark = matchAt(rest, plain);
    if (mark) {
      flush();
      if (mark.part.type !== 'text' || mark.part.text) found.push(mark.part);
      rest = rest.slice(mark.length);
    } else {
      // Backticks without an end are none, all of them.
      const [none] = /^`+|^[\s\S]/.exec(rest)!;
      plain += none;
      rest = rest.slice(none.length);
    }
  }
  flush();
  return found;
}

function matchAt(rest: string, before: string): { part: Inline; length: number } | undefined {
  // Only these can begin a mark; an underscore or an address within a word cannot.
  if (!/^[\\`!*_~<[ h]/.test(rest) || (/^[_h]/.test(rest) && /\w$/.test(before))) return undefined;
  for (const [pattern, make] of marks) {
    const match = pattern.exec(rest);
    const part = match && make(match);
    if (part) return { part, length: match[0].length };
  }
  return undefined;
}
