import { expect, test } from 'vitest';
import { detectionsOf, pointsOf } from './detections';

test('corners are parts of the picture, whatever its size', () => {
  const [found] = detectionsOf({
    data: [
      {
        text_detections: [
          {
            text_prediction: { text: 'Total', confidence: 0.98 },
            bounding_box: {
              points: [
                { x: 0.1, y: 0.5 },
                { x: 0.2, y: 0.5 },
              ],
            },
          },
        ],
      },
    ],
  });
  expect(found).toMatchObject({ text: 'Total', confidence: 0.98 });
  expect(pointsOf(found!, 1000, 200)).toBe('100,100 200,100');
});

test('an answer without anything in it has found nothing', () => {
  expect(detectionsOf({})).toEqual([]);
  expect(detectionsOf({ data: [{}] })).toEqual([]);
});
