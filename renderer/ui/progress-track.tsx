import { cx } from './cx.ts';
import styles from './progress-track.module.css';

interface ProgressTrackProps {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** In words, where the numbers say nothing by themselves. */
  readonly text?: string;
  readonly className?: string | undefined;
}

/** How far something is, as a line that fills. */
export function ProgressTrack({ label, done, total, text, className }: ProgressTrackProps) {
  const percent = total > 0 ? Math.round((100 * done) / total) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={done}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuetext={text}
      className={cx(styles.track, className)}
    >
      <div style={{ width: `${percent}%` }} />
    </div>
  );
}
