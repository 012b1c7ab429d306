import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { perform } from '../../actions/perform.ts';
import { formatDuration } from '../../i18n/format.ts';
import { useJobs } from '../../state/jobs.ts';
import { IconButton } from '../../ui/button.tsx';
import { ProgressTrack } from '../../ui/progress-track.tsx';
import styles from './status-bar.module.css';

/** The work under way: what, how far, how long, and a way to stop it. */
export function JobProgress() {
  const { t } = useTranslation();
  const jobs = useJobs((state) => state.jobs);
  return jobs.map(({ jobId, kind, title, done, total, current, startedAt }) => {
    const share = total > 0 ? done / total : 0;
    const percent = t('status.job', { percent: Math.floor(100 * share) });
    // An import says what it counts; the documents of an export would only flicker by.
    const counted = kind === 'import' ? current : '';
    const passed = Date.now() - Date.parse(startedAt);
    const left = share > 0.05 && passed > 2000 ? (passed / share) * (1 - share) : null;
    return (
      <span key={jobId} className={styles.job}>
        <ProgressTrack
          label={title}
          done={done}
          total={total}
          text={[percent, counted].filter(Boolean).join(', ')}
          className={styles.track}
        />
        <span className={styles.jobTitle}>{title}</span>
        {counted !== '' && (
          <span className={styles.jobTitle} dir="auto">
            {counted}
          </span>
        )}
        <span className={styles.jobFacts}>
          {percent}
          {left !== null && `, ${t('status.left', { time: formatDuration(left) })}`}
        </span>
        <IconButton
          className={styles.icon}
          label={t('status.cancelJob', { title })}
          onPress={() => void perform('job.cancel', { jobId })}
        >
          <X size={14} />
        </IconButton>
      </span>
    );
  });
}
