import { useTranslation } from 'react-i18next';
import { type Exported, exportSentence, lossSentence } from '../../actions/job-results.ts';
import { perform } from '../../actions/perform.ts';
import type { JobOutcome } from '../../client/bridge.ts';
import { closeDialog, openDialog } from '../../state/dialogs.ts';
import { useJobs } from '../../state/jobs.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import form from '../../ui/form.module.css';
import { ProgressTrack } from '../../ui/progress-track.tsx';
import styles from './exporting-dialog.module.css';

interface ExportingDialogProps {
  readonly fileName: string;
  readonly jobId: string | null;
  readonly outcome: JobOutcome | null;
}

/** How far an export is, and then what came of it. Closed before it ends, a message tells it instead. */
export function ExportingDialog({ fileName, jobId, outcome }: ExportingDialogProps) {
  return outcome === null ? <Progress fileName={fileName} jobId={jobId} /> : <Outcome outcome={outcome} />;
}

function Progress({ fileName, jobId }: Omit<ExportingDialogProps, 'outcome'>) {
  const { t } = useTranslation();
  const job = useJobs((state) => state.jobs.find((one) => one.jobId === jobId)) ?? null;
  const share = job === null || job.total === 0 ? 0 : job.done / job.total;
  const percent = Math.round(share * 100);
  const title = t('exporting.writingTo', { file: fileName });
  return (
    <Dialog
      title={title}
      width={520}
      onClose={closeDialog}
      foot={
        <>
          <Button
            isDisabled={jobId === null}
            onPress={() => jobId !== null && void perform('job.cancel', { jobId })}
          >
            {t('exporting.stop')}
          </Button>
          <Button kind="primary" autoFocus onPress={closeDialog}>
            {t('exporting.goOn')}
          </Button>
        </>
      }
    >
      <ProgressTrack label={title} done={percent} total={100} />
      <p className={styles.current}>
        {t('exporting.progress', { percent })} <span>{job?.current}</span>
      </p>
      <p className={form.facts}>{t('exporting.writingOn')}</p>
    </Dialog>
  );
}

function Outcome({ outcome }: { readonly outcome: JobOutcome }) {
  const { t } = useTranslation();
  const exported = outcome.is === 'exported' ? outcome.exported : null;
  const isGood = exported !== null && exported.verified !== false;
  return (
    <Dialog
      title={isGood ? t('exporting.resultTitle') : t('exporting.resultFailed')}
      width={620}
      onClose={closeDialog}
      foot={
        <>
          <Button onPress={() => openDialog({ kind: 'export' })}>{t('exporting.again')}</Button>
          <Button kind="primary" autoFocus onPress={closeDialog}>
            {t('exporting.finished')}
          </Button>
        </>
      }
    >
      {exported === null ? (
        <p className={outcome.is === 'failed' ? form.problem : form.facts} role="alert">
          {outcome.is === 'failed'
            ? t('exporting.failed', { message: outcome.message })
            : t('exporting.cancelled')}
        </p>
      ) : (
        <Written exported={exported} />
      )}
    </Dialog>
  );
}

function Written({ exported }: { readonly exported: Exported }) {
  const { t } = useTranslation();
  const { place, files, verified, losses, differences } = exported;
  return (
    <>
      <p className={verified === false ? form.problem : undefined} role="status">
        {exportSentence(exported)}
      </p>
      <p className={styles.place}>
        {t('exporting.place', { place })}
        <span className={form.facts}>
          {' · '}
          {t('exporting.files', { count: files })}
        </span>
      </p>
      <Sentences title={t('exporting.differs')} sentences={differences} />
      <Sentences title={t('exporting.lostList')} sentences={losses.map(lossSentence)} />
    </>
  );
}

function Sentences({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <section className={styles.list}>
      <h3>{title}</h3>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
