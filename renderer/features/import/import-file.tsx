import { useTranslation } from 'react-i18next';
import { BLOCK_RULES } from '#model/document.ts';
import type { InspectedFile } from '../../client/bridge.ts';
import { formatSize } from '../../i18n/format.ts';
import { Select } from '../../ui/field.tsx';
import { encodingsWith } from './encodings.ts';
import type { FileChoice } from './file-choice.ts';
import styles from './import-dialog.module.css';
import { TextSample } from './text-sample.tsx';

interface ImportFileProps {
  readonly file: InspectedFile;
  readonly onChoose: (choice: FileChoice) => void;
}

/** One file of an import: what it is, how its text begins, and what may be chosen. */
export function ImportFile({ file, onChoose }: ImportFileProps) {
  const { t } = useTranslation();
  const { name, size, format, problem, encoding, encodingCertain, duplicateOf, sample } = file;
  const facts = [formatSize(size)];
  if (format) facts.push(t(`importing.${format}`));
  if (format === 'jsonl') {
    facts.push(t('importing.contents', { count: file.documentCount }));
    facts.push(t('importing.spans', { count: file.annotationCount }));
  } else if (format) facts.push(t('importing.blockCount', { count: file.blockCount }));
  return (
    <li className={styles.file}>
      <div className={styles.line}>
        <strong>{name}</strong>
        <span className={styles.facts}>{facts.join(' · ')}</span>
      </div>
      {problem && <p className={styles.problem}>{problem}</p>}
      {duplicateOf !== null && (
        <p className={styles.note}>{t('importing.duplicate', { title: duplicateOf })}</p>
      )}
      {!encodingCertain && format !== null && <p className={styles.note}>{t('importing.guessed')}</p>}
      {(encoding !== null || (format === null && size > 0)) && format !== 'jsonl' && (
        <div className={styles.controls}>
          <Select
            label={t('importing.encoding')}
            value={encoding?.toLowerCase() ?? null}
            placeholder={t('importing.encoding')}
            options={encodingsWith(encoding)}
            onChange={(chosen) => onChoose({ encoding: chosen })}
          />
          {format !== null && (
            <Select
              label={t('importing.blocks')}
              value={file.blockRule}
              options={BLOCK_RULES.map((value) => ({ value, name: t(`blockRules.${value}`) }))}
              onChange={(blockRule) => onChoose({ blockRule })}
            />
          )}
        </div>
      )}
      {sample !== '' && format !== null && <TextSample text={sample} />}
    </li>
  );
}
