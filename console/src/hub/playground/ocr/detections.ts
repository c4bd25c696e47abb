/** Text that was found in a picture, and where: the corners are parts of its width and height. */
export interface Detection {
  text: string;
  confidence?: number;
  corners: { x: number; y: number }[];
}

export interface OcrAnswer {
  usage?: { prompt_tokens?: number };
  data?: {
    text_detections?: {
      text_prediction?: { text?: string; confidence?: number };
      bounding_box?: { points?: { x: number; y: number }[] };
    }[];
  }[];
}

/** What an answer has found in the first picture. */
export function detectionsOf(answer: OcrAnswer): Detection[] {
  return (answer.data?.[0]?.text_detections ?? []).map(({ text_prediction, bounding_box }) => ({
    text: text_prediction?.text ?? '',
    confidence: text_prediction?.confidence,
    corners: bounding_box?.points ?? [],
  }));
}

/** As the `points` of an SVG polygon in a picture of this size. */
export const pointsOf = ({ corners }: Detection, width: number, height: number): string =>
  corners.map(({ x, y }) => `${x * width},${y * height}`).join(' ');
