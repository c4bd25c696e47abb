import { Anchor, Table, Text, Title } from '@mantine/core';
import { Fragment, useMemo } from 'react';
import { CodeBlock } from '../../parts/CodeBlock';
import { type Block, blocks, withoutMachineText } from './blocks';
import { type Inline, inline } from './inline';
import classes from './Markdown.module.css';

/** Markdown from somewhere else, as elements and nothing else: no HTML of it reaches the page, and nothing is loaded for it. */
export function Markdown({ text }: { text: string }) {
  const read = useMemo(() => blocks(withoutMachineText(text).split('\n')), [text]);
  return (
    <div className={classes.document}>
      <Blocks blocks={read} />
    </div>
  );
}

function Blocks({ blocks }: { blocks: Block[] }) {
  return blocks.map((block, i) => <One key={i} block={block} />);
}

function One({ block }: { block: Block }) {
  switch (block.type) {
    case 'heading':
      // The page has its own two levels above.
      return (
        <Title order={Math.min(block.level + 2, 6) as 3 | 4 | 5 | 6} fz={block.level === 1 ? 'lg' : 'md'}>
          <Line text={block.text} />
        </Title>
      );
    case 'paragraph':
      return (
        <Text size="sm">
          <Line text={block.text} />
        </Text>
      );
    case 'code':
      return <CodeBlock code={block.text} label="code of the card" />;
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.blocks} />
        </blockquote>
      );
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List start={block.ordered ? block.start : undefined}>
          {block.items.map((item, i) => (
            <li key={i}>
              <Blocks blocks={item} />
            </li>
          ))}
        </List>
      );
    }
    case 'table':
      return <Cells head={block.head} rows={block.rows} />;
    case 'rule':
      return <hr />;
  }
}

function Cells({ head, rows }: { head: string[]; rows: string[][] }) {
  return (
    <Table.ScrollContainer minWidth={320}>
      <Table withTableBorder={false}>
        <Table.Thead>
          <Table.Tr>
            {head.map((cell, i) => (
              <Table.Th key={i}>
                <Line text={cell} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, i) => (
            <Table.Tr key={i}>
              {head.map((_, j) => (
                <Table.Td key={j}>
                  <Line text={row[j] ?? ''} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Line({ text }: { text: string }) {
  return <Parts parts={inline(text)} />;
}

function Parts({ parts }: { parts: Inline[] }) {
  return parts.map((part, i) => <Fragment key={i}>{element(part)}</Fragment>);
}

function element(part: Inline) {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'code':
      return <code>{part.text}</code>;
    case 'strong':
      return (
        <strong>
          <Parts parts={part.parts} />
        </strong>
      );
    case 'em':
      return (
        <em>
          <Parts parts={part.parts} />
        </em>
      );
    case 'del':
      return (
        <del>
          <Parts parts={part.parts} />
        </del>
      );
    case 'link':
      return (
        <Anchor href={part.href} target="_blank" rel="noopener noreferrer nofollow" inherit underline="always">
          <Parts parts={part.parts} />
        </Anchor>
      );
    case 'break':
      return <br />;
  }
}
