import type { CSSProperties } from 'react';
import classes from './Matrix.module.css';
import { closest } from './similarity';

/** How much each text is like each other: a number to read, and a shade to see it by. */
export function Matrix({ texts, matrix }: { texts: string[]; matrix: number[][] }) {
  const best = closest(matrix);
  const isBest = (i: number, j: number) => best && ((best[0] === i && best[1] === j) || (best[0] === j && best[1] === i));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
    <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label="Similarity of the texts">
      <table className={classes.matrix} aria-label="Similarity of the texts">
        <thead>
          <tr>
            <th scope="col">Text</th>
            {texts.map((text, i) => (
              <th key={i} scope="col" title={text}>
                {i + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {texts.map((text, i) => (
            <tr key={i}>
              <th scope="row" title={text}>
                {i + 1}. {text}
              </th>
              {matrix[i]!.map((value, j) => (
                <td
                  key={j}
                  data-self={i === j || undefined}
                  data-closest={isBest(i, j) || undefined}
                  style={{ '--share': Math.max(0, value) } as CSSProperties}
                >
                  {i === j ? '–' : value.toFixed(3)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
