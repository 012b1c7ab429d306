import { useTranslation } from 'react-i18next';
import { BLOCK_RULES } from '#model/document.ts';
import { PAGE_PARTS } from '#model/page-part.ts';
import type { Scheme } from '#model/scheme.ts';
import type { FormatSummary, InspectedFile } from '../../client/bridge.ts';
import { formatSize } from '../../i18n/format.ts';
import { Select } from '../../ui/field.tsx';
import { encodingsWith } from './encodings.ts';
import type { FileChoice } from './file-choice.ts';
import styles from './import-dialog.module.css';
import { type NameChoice, NameMapping } from './name-mapping.tsx';
import { TextSample } from './text-sample.tsx';

interface ImportFileProps {
  readonly file: InspectedFile;
  /** What was decided for it so far. */
  readonly choice: FileChoice;
  /** Those that are read. */
  readonly formats: readonly FormatSummary[];
  readonly scheme: Scheme;
  readonly onMap: (choice: NameChoice) => void;
  readonly onChoose: (choice: FileChoice) => void;
}

/** One file of an import: what it is, how its text begins, and what may be chosen. */
export function ImportFile({ file, choice, formats, scheme, onMap, onChoose }: ImportFileProps) {
  const { t } = useTranslation();
  const { name, size, format, problem, encoding, encodingCertain, duplicateOf, sample, partOf } = file;
  const isText = format === 'text' || format === 'markdown';
  const facts = [formatSize(size)];
  const formatName = formats.find(({ id }) => id === format)?.name;
  if (formatName !== undefined) facts.push(formatName);
  if (partOf !== null) facts.push(t('importing.partOf', { file: partOf }));
  else if (format !== null && !isText) {
    facts.push(t('importing.contents', { count: file.documentCount }));
    facts.push(t('importing.spans', { count: file.annotationCount }));
  } else if (isText) facts.push(t('importing.blockCount', { count: file.blockCount }));
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
      {!file.formatCertain && <p className={styles.note}>{t('importing.guessedFormat')}</p>}
      {!encodingCertain && format !== null && <p className={styles.note}>{t('importing.guessed')}</p>}
      {(!file.formatCertain || (format === null && size > 0)) && (
        <div className={styles.controls}>
          <Select
            label={t('importing.format')}
            value={format}
            placeholder={t('importing.format')}
            options={formats.map((one) => ({ value: one.id, name: one.name }))}
            onChange={(chosen) => onChoose({ format: chosen })}
          />
        </div>
      )}
      {format === 'html' && (
        <div className={styles.controls}>
          <Select
            label={t('importing.content')}
            value={choice.content ?? 'article'}
            options={PAGE_PARTS.map((value) => ({ value, name: t(`pageParts.${value}`) }))}
            onChange={(content) => onChoose({ content })}
          />
        </div>
      )}
      <NameMapping names={file.names} scheme={scheme} onChoose={onMap} />
      {file.notices.length > 0 && (
        <details className={styles.notices}>
          <summary>{t('importing.notices')}</summary>
          <ul>
            {file.notices.map((notice) => (
              <li key={notice}>{notice}</li>
            ))}
          </ul>
        </details>
      )}
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
