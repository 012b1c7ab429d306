import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/field.tsx';
import form from '../../ui/form.module.css';
import { useDraft } from '../../ui/use-draft.ts';
import styles from './import-dialog.module.css';

interface AnnotatorOfFileProps {
  /** How many annotations of the file name nobody. */
  readonly count: number;
  /** Who is meant: chosen, or else the annotator at work. */
  readonly annotator: string;
  readonly onChoose: (annotator: string) => void;
}

/** Whose annotations those of a file are that does not say so: asked with the file, as two of them may be by two people. */
export function AnnotatorOfFile({ count, annotator, onChoose }: AnnotatorOfFileProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useDraft(annotator);
  const choose = (): void => {
    const name = draft.trim();
    if (name === '') setDraft(annotator);
    else if (name !== annotator) onChoose(name);
  };
  return (
    <div className={styles.annotator}>
      <TextField
        label={t('importing.annotator')}
        value={draft}
        onChange={setDraft}
        onCommit={choose}
        selectsAll
      />
      <p className={form.facts}>{t('importing.unsigned', { count })}</p>
    </div>
  );
}
