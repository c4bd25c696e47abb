import classes from './Ranking.module.css';

interface RankingProps {
  documents: string[];
  results: { index: number; relevance_score: number }[];
}

/** Scores are of any scale, negative ones too: the bars go from the worst to the best. */
export function Ranking({ documents, results }: RankingProps) {
  const sorted = [...results].sort((a, b) => b.relevance_score - a.relevance_score);
  const best = sorted[0]?.relevance_score ?? 0;
  const worst = Math.min(0, sorted.at(-1)?.relevance_score ?? 0);
  return (
    <ol className={classes.list} aria-label="Ranking">
      {sorted.map(({ index, relevance_score }, i) => (
        <li key={index} className={classes.item}>
          <div
            className={classes.bar}
            style={{ width: `${best > worst ? (100 * (relevance_score - worst)) / (best - worst) : 0}%` }}
            aria-hidden
          />
          <span className={classes.place}>{i + 1}</span>
          <span className={classes.text}>{documents[index]}</span>
          <span className={classes.score}>{relevance_score.toFixed(4)}</span>
        </li>
      ))}
    </ol>
  );
}
