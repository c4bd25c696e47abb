import { Grid, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { inUnit } from '../../../parts/units';
import { type Detection, pointsOf } from './detections';
import classes from './Picture.module.css';

/** A picture with boxes around the text in it, and the text beside it; what one points at is marked in both. */
export function Picture({ url, detections }: { url: string; detections: Detection[] }) {
  const [size, setSize] = useState<{ width: number; height: number }>();
  const [active, setActive] = useState<number>();
  return (
    <Grid>
      <Grid.Col span={{ base: 12, md: 8 }}>
        <div className={classes.frame}>
          <img
            src={url}
            alt="What was sent"
            onLoad={(e) => setSize({ width: e.currentTarget.naturalWidth, height: e.currentTarget.naturalHeight })}
          />
          {size && (
            <svg viewBox={`0 0 ${size.width} ${size.height}`} preserveAspectRatio="none" aria-hidden>
              {detections.map((detection, i) => (
                // biome-ignore lint/a11y/noStaticElementInteractions: the list beside it does the same by keyboard
                <polygon
                  key={i}
                  points={pointsOf(detection, size.width, size.height)}
                  className={classes.box}
                  data-active={i === active || undefined}
                  onMouseEnter={() => setActive(i)}
                />
              ))}
            </svg>
          )}
        </div>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <ol className={classes.found} aria-label="Text that was found">
          {detections.map(({ text, confidence }, i) => (
            <li key={i}>
              <UnstyledButton
                className={classes.text}
                data-active={i === active || undefined}
                onMouseEnter={() => setActive(i)}
                onFocus={() => setActive(i)}
              >
                <span>{text}</span>
                <Text span size="xs" c="var(--muted)">
                  {confidence === undefined ? '' : inUnit(confidence, 'share')}
                </Text>
              </UnstyledButton>
            </li>
          ))}
        </ol>
      </Grid.Col>
    </Grid>
  );
}
