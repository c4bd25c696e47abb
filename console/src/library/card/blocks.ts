/** A piece of a model card. Text in it may have inline marks, which `inline` reads. */
export type Block =
  | { type: 'heading'; level: number; text: string }
  | { type: 'paragraph'; text: string }
  | { type: 'code'; text: string }
  | { type: 'quote'; blocks: Block[] }
  | { type: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { type: 'table'; head: string[]; rows: string[][] }
  | { type: 'rule' };

const fence = /^\s{0,3}(`{3,}|~{3,})/;
const indented = /^( {4}|\t)\s*\S/;
const heading = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const rule = /^\s{0,3}([-*_])(\s*\1){2,}\s*$/;
const bullet = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const divider = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/** What the front matter says is shown elsewhere; comments and tags are for other programs. */
export function withoutMachineText(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/^\uFEFF?---\n[\s\S]*?\n---\s*(\n|$)/, '')
    .replace(/<!--[\s\S]{0,4000}?-->/g, '')
    .replace(/<(script|style)\b[\s\S]{0,4000}?<\/\1\s*>/gi, '');
}

/** Lists in lists and quotes in quotes end here: who goes deeper means no reader well. */
const deepest = 12;

/** Reads the Markdown of model cards: what is common of it. What it does not know stays text; there is no HTML in it. */
export function blocks(lines: string[], depth = 0): Block[] {
  if (depth > deepest) return [{ type: 'paragraph', text: lines.join('\n').trim() }];
  const found: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at]!;
    if (line.trim() === '') {
      at++;
      continue;
    }
    const [block, next] = blockAt(lines, at, depth);
    found.push(block);
    at = next;
  }
  return found;
}

function blockAt(lines: string[], at: number, depth: number): [Block, number] {
  const line = lines[at]!;
  if (indented.test(line)) return indentedAt(lines, at);
  const opened = fence.exec(line);
  if (opened) return codeAt(lines, at, opened[1]!);
  const titled = heading.exec(line);
  if (titled) return [{ type: 'heading', level: titled[1]!.length, text: titled[2]! }, at + 1];
  if (rule.test(line)) return [{ type: 'rule' }, at + 1];
  if (/^\s{0,3}>/.test(line)) return quoteAt(lines, at, depth);
  if (bullet.test(line)) return listAt(lines, at, depth);
  if (line.includes('|') && divider.test(lines[at + 1] ?? '') && lines[at + 1]!.includes('-')) return tableAt(lines, at);
  return paragraphAt(lines, at);
}

function codeAt(lines: string[], at: number, mark: string): [Block, number] {
  let end = at + 1;
  while (end < lines.length && !lines[end]!.trimStart().startsWith(mark)) end++;
  return [{ type: 'code', text: lines.slice(at + 1, end).join('\n') }, end + 1];
}

/** Code that is indented rather than fenced; blank lines in it belong to it. */
function indentedAt(lines: string[], at: number): [Block, number] {
  let end = at;
  while (end < lines.length && (indented.test(lines[end]!) || lines[end]!.trim() === '')) end++;
  const text = lines.slice(at, end).map((l) => l.replace(/^( {4}|\t)/, ''));
  return [{ type: 'code', text: text.join('\n').trimEnd() }, end];
}

function quoteAt(lines: string[], at: number, depth: number): [Block, number] {
  let end = at;
  while (end < lines.length && /^\s{0,3}>/.test(lines[end]!)) end++;
  const inner = lines.slice(at, end).map((l) => l.replace(/^\s{0,3}>\s?/, ''));
  return [{ type: 'quote', blocks: blocks(inner, depth + 1) }, end];
}

/** Items of one list: what is indented below an item belongs to it. */
function listAt(lines: string[], at: number, depth: number): [Block, number] {
  const [, indent, mark] = bullet.exec(lines[at]!)!;
  const ordered = /\d/.test(mark!);
  const items: string[][] = [];
  let end = at;
  while (end < lines.length) {
    const line = lines[end]!;
    const next = bullet.exec(line);
    if (next && next[1]!.length <= indent!.length) {
      if (/\d/.test(next[2]!) !== ordered || next[1]!.length < indent!.length) break;
      items.push([next[3]!]);
    } else if (line.trim() === '') {
      // A blank line ends the list unless it goes on below.
      const after = lines[end + 1] ?? '';
      if (!bullet.test(after) && !/^\s{2,}\S/.test(after)) break;
      items.at(-1)!.push('');
    } else if (/^\s{2,}/.test(line) || next || !startsBlock(line)) {
      items.at(-1)!.push(line.replace(/^\s{1,4}/, ''));
    } else break;
    end++;
  }
  return [
    {
      type: 'list',
      ordered,
      start: ordered ? Number.parseInt(mark!, 10) : 1,
      items: items.map((item) => blocks(item, depth + 1)),
    },
    end,
  ];
}

function tableAt(lines: string[], at: number): [Block, number] {
  let end = at + 2;
  while (end < lines.length && lines[end]!.includes('|')) end++;
  return [{ type: 'table', head: cells(lines[at]!), rows: lines.slice(at + 2, end).map(cells) }, end];
}

const cells = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));

function paragraphAt(lines: string[], at: number): [Block, number] {
  let end = at + 1;
  while (end < lines.length && lines[end]!.trim() !== '' && !startsBlock(lines[end]!)) {
    // A line of = or - below a line makes it a heading.
    const under = /^\s{0,3}(=+|-+)\s*$/.exec(lines[end]!);
    if (under)
      return [{ type: 'heading', level: under[1]![0] === '=' ? 1 : 2, text: lines.slice(at, end).join(' ').trim() }, end + 1];
    end++;
  }
  return [{ type: 'paragraph', text: lines.slice(at, end).join('\n').trim() }, end];
}

const startsBlock = (line: string): boolean =>
  fence.test(line) ||
  heading.test(line) ||
  /^\s{0,3}>/.test(line) ||
  bullet.test(line) ||
  (rule.test(line) && !/^\s{0,3}-+\s*$/.test(line));
