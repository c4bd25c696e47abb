import { describe, expect, it } from 'vitest';
import { blocks, withoutMachineText } from './blocks';
import { inline } from './inline';

const read = (text: string) => blocks(withoutMachineText(text).split('\n'));

describe('a card that is made to keep the page busy', () => {
  it('has backticks without an end', () =>
    expect(inline('`'.repeat(9_000))).toEqual([{ type: 'text', text: '`'.repeat(9_000) }]));
  it('has a line without an end', () => expect(inline('['.repeat(500_000))).toHaveLength(1));
  it('has lists in lists and quotes in quotes', () => {
    expect(JSON.stringify(read('- + '.repeat(5_000))).length).toBeLessThan(40_000);
    expect(read('>'.repeat(5_000))).toHaveLength(1);
  });
});

describe('blocks', () => {
  it('leaves front matter, comments and scripts out', () =>
    expect(read('---\nlicense: mit\n---\n<!-- x\ny -->\n<script>alert(1)</script>\n# Atlas')).toEqual([
      { type: 'heading', level: 1, text: 'Atlas' },
    ]));
  it('keeps the lines of a paragraph together, and ends it at what is something else', () =>
    expect(read('One\ntwo\n# Three')).toEqual([
      { type: 'paragraph', text: 'One\ntwo' },
      { type: 'heading', level: 1, text: 'Three' },
    ]));
  it('reads headings that are underlined', () =>
    expect(read('Atlas\n===\n\nUse\n---')).toEqual([
      { type: 'heading', level: 1, text: 'Atlas' },
      { type: 'heading', level: 2, text: 'Use' },
    ]));
  it('reads what is indented as code, blank lines in it included', () =>
    expect(read('Try it\n\n    user  Hello\n\n      assistant  Hi\n\nEnd')).toEqual([
      { type: 'paragraph', text: 'Try it' },
      { type: 'code', text: 'user  Hello\n\n  assistant  Hi' },
      { type: 'paragraph', text: 'End' },
    ]));
  it('reads lists in lists', () =>
    expect(read('- a\n  - b\n- c')).toEqual([
      {
        type: 'list',
        ordered: false,
        start: 1,
        items: [
          [
            { type: 'paragraph', text: 'a' },
            { type: 'list', ordered: false, start: 1, items: [[{ type: 'paragraph', text: 'b' }]] },
          ],
          [{ type: 'paragraph', text: 'c' }],
        ],
      },
    ]));
  it('takes nothing in code for a mark, even where its end is missing', () =>
    expect(read('```python\n# no heading\n')).toEqual([{ type: 'code', text: '# no heading\n' }]));
  it('reads tables', () =>
    expect(read('| a | b |\n|---|:-:|\n| 1 | x \\| y |')).toEqual([{ type: 'table', head: ['a', 'b'], rows: [['1', 'x | y']] }]));
});

describe('inline', () => {
  it('reads marks within marks', () =>
    expect(inline('**a `b*`** c')).toEqual([
      {
        type: 'strong',
        parts: [
          { type: 'text', text: 'a ' },
          { type: 'code', text: 'b*' },
        ],
      },
      { type: 'text', text: ' c' },
    ]));
  it('leaves underscores within words alone', () =>
    expect(inline('max_new_tokens')).toEqual([{ type: 'text', text: 'max_new_tokens' }]));
  it.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'vbscript:x'])('makes no link of %s', (href) =>
    expect(inline(`[x](${href})`)).toEqual([{ type: 'strong', parts: [{ type: 'text', text: 'x' }] }]),
  );
  it('links addresses without the full stop behind them', () =>
    expect(inline('See https://example.com/a.')).toEqual([
      { type: 'text', text: 'See ' },
      { type: 'link', href: 'https://example.com/a', parts: [{ type: 'text', text: 'https://example.com/a' }] },
      { type: 'text', text: '.' },
    ]));
  it('drops tags and keeps what is in them', () =>
    expect(inline('<img src=x onerror=alert(1)><b>5 &lt; 6</b>')).toEqual([{ type: 'text', text: '5 < 6' }]));
});
