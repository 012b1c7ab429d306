import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import styles from './divided.module.css';
import { Splitter } from './splitter.tsx';

/** CSS pixels. */
interface Limits {
  readonly lowerLeast: number;
  readonly upperLeast: number;
  /** Where Enter and a double click bring the line back to. */
  readonly usual: number;
}

interface DividedProps {
  readonly upper: ReactNode;
  /** Nothing where there is only the upper part. */
  readonly lower: ReactNode;
  /** What the line between is called. */
  readonly label: string;
  /** Of the lower part, CSS pixels; it is less where there is no room for it, and the same again once there is. */
  readonly height: number;
  readonly limits: Limits;
  readonly onResize: (height: number) => void;
}

/** One thing above another, parted by a line that is moved. What the lower one shows does not change its height. */
export function Divided({ upper, lower, label, height, limits, onResize }: DividedProps) {
  const whole = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(Number.POSITIVE_INFINITY);
  const { lowerLeast, upperLeast, usual } = limits;
  useLayoutEffect(() => {
    const element = whole.current;
    if (!element) return;
    const measure = (): void => setRoom(element.clientHeight);
    const observer = new ResizeObserver(measure);
    measure();
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const most = Math.max(lowerLeast, room - upperLeast);
  const within = (wanted: number): number => Math.min(most, Math.max(lowerLeast, wanted));
  return (
    <div ref={whole} className={styles.divided}>
      <div className={styles.upper}>{upper}</div>
      {lower && (
        <>
          <Splitter
            label={label}
            paneLies="below"
            size={within(height)}
            least={lowerLeast}
            most={most}
            onResize={(wanted) => onResize(within(wanted))}
            onPress={() => onResize(usual)}
          />
          <div className={styles.lower} style={{ height: within(height) }}>
            {lower}
          </div>
        </>
      )}
    </div>
  );
}
