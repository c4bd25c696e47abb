/** Cosine of the angle between two vectors: 1 for the same direction, 0 for nothing in common. NaN when one of them is none. */
export function cosine(a: number[], b: number[]): number {
  let product = 0;
  let lengthA = 0;
  let lengthB = 0;
  for (let i = 0; i < a.length; i++) {
    product += a[i]! * (b[i] ?? 0);
    lengthA += a[i]! ** 2;
    lengthB += (b[i] ?? 0) ** 2;
  }
  return product / Math.sqrt(lengthA * lengthB);
}

/** How much each is like each. */
export const similarities = (vectors: number[][]): number[][] => vectors.map((a) => vectors.map((b) => cosine(a, b)));

/** The two different ones that are most alike, as indexes. */
export function closest(matrix: number[][]): [number, number] | undefined {
  let best: [number, number] | undefined;
  for (let i = 0; i < matrix.length; i++) {
    for (let j = i + 1; j < matrix.length; j++) {
      if (!best || matrix[i]![j]! > matrix[best[0]]![best[1]]!) best = [i, j];
    }
  }
  return best;
}
