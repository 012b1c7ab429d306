import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { BLOCK_RULES } from '#model/document.ts';
import { PAGE_PARTS } from '#model/page-part.ts';
import { sameJson } from '#model/same-json.ts';
import type { FormatSummary, InspectedFile } from '../../client/bridge.ts';
import { formatSize } from '../../i18n/format.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Select } from '../../ui/field.tsx';
import form from '../../ui/form.module.css';
import { AnnotatorOfFile } from './annotator-of-file.tsx';
import { ArchiveTable } from './archive-table.tsx';
import { countsOf } from './counts-of.ts';
import { encodingsWith } from './encodings.ts';
import type { FileChoice, FoundTable } from './file-choice.ts';
import { forgetTable } from './forget.ts';
import styles from './import-dialog.module.css';
import type { Duplicates } from './import-foot.tsx';
import { LeftOut } from './left-out.tsx';
import { SheetSelect } from './sheet-select.tsx';
import { spansLeftOut } from './spans-left-out.ts';
import { TablePreview } from './table-preview.tsx';
import { TextSample } from './text-sample.tsx';

/** Of more files that are read together, only the number is said. */
const NAMED = 3;

interface ImportFileProps {
  readonly file: InspectedFile;
  /** The files that are read together with it. */
  readonly others: readonly InspectedFile[];
  /** What becomes of texts that are there already. */
  readonly duplicates: Duplicates;
  /** What was decided for it so far. */
  readonly choice: FileChoice;
  /** Name of the annotator at work. */
  readonly annotator: string;
  /** Those that are read. */
  readonly formats: readonly FormatSummary[];
  readonly onChoose: (choice: FileChoice) => void;
  /** What was chosen at earlier imports was forgotten. */
  readonly onForgotten: () => void;
  /** `null` where it is all that there is. */
  readonly onLeaveOut: (() => void) | null;
}

/** One file of an import: what it is, what is in it, what stays out, and what may be chosen. */
export function ImportFile({
  file,
  others,
  duplicates,
  choice,
  annotator,
  formats,
  onChoose,
  onForgotten,
  onLeaveOut,
}: ImportFileProps) {
  const { t } = useTranslation();
  const { name, size, format, problem, encoding, encodingCertain, duplicateOf, sample, table } = file;
  const hasTable = table !== null || file.tables.length > 0;
  const isText = format === 'text' || format === 'markdown';
  const facts = [formatSize(size)];
  const formatName = formats.find(({ id }) => id === format)?.name;
  if (formatName !== undefined) facts.push(formatName);
  if (isText) facts.push(t('importing.blockCount', { count: file.blockCount }));
  else if (format !== null) {
    const { documentCount, sameCount, twiceCount, annotationCount, relationCount } = file;
    facts.push(
      ...countsOf({
        documents: documentCount,
        // Of one document, a sentence says it.
        ...(documentCount > 1 ? { same: sameCount - twiceCount, twice: twiceCount } : { same: 0, twice: 0 }),
        annotations: annotationCount,
        sameAnnotations: file.sameAnnotationCount,
        leftOut: spansLeftOut(file.names).count,
        relations: relationCount,
      }),
    );
  }
  return (
    <li className={styles.file}>
      <div className={styles.line}>
        <strong dir="auto">{name}</strong>
        <span className={form.facts}>{facts.join(' · ')}</span>
      </div>
      {onLeaveOut !== null && (
        <IconButton
          label={t('importing.leaveFileOut', { name })}
          onPress={onLeaveOut}
          className={styles.leaveOut}
        >
          <X size={15} />
        </IconButton>
      )}
      {others.length > 0 && (
        <p className={form.facts} dir="auto">
          {others.length <= NAMED
            ? t('importing.with', { files: others.map((other) => other.name).join(', ') })
            : t('importing.withMany', { count: others.length })}
        </p>
      )}
      {problem && (
        <p className={form.problem} role="alert">
          {problem}
        </p>
      )}
      {duplicateOf !== null && (
        <p className={form.note}>
          {file.documentCount > 1
            ? t(`importing.allDuplicates.${duplicateOf.where}`)
            : t(`importing.duplicate.${duplicateOf.where}`, { title: duplicateOf.title })}
        </p>
      )}
      {format !== null && ![file, ...others].some(({ adds }) => adds[duplicates]) && (
        <p className={form.note}>{t('importing.addsNothing')}</p>
      )}
      {format !== null && !file.formatCertain && <p className={form.note}>{t('importing.guessedFormat')}</p>}
      {!encodingCertain && <p className={form.note}>{t('importing.guessed')}</p>}
      {choosesFormat(file) && (
        <div className={cx(form.controls, styles.controls)}>
          <Select
            label={t('importing.format')}
            value={format}
            placeholder={t('importing.format')}
            options={formats
              .filter(({ id }) => file.offers.formats.includes(id))
              .map((one) => ({ value: one.id, name: one.name }))}
            onChange={(chosen) => onChoose({ format: chosen })}
          />
        </div>
      )}
      {file.unsignedCount > 0 && (
        <AnnotatorOfFile
          count={file.unsignedCount}
          annotator={choice.annotator ?? annotator}
          onChoose={(chosen) => onChoose({ annotator: chosen })}
        />
      )}
      {format === 'html' && (
        <div className={cx(form.controls, styles.controls)}>
          <Select
            label={t('importing.content')}
            value={choice.content ?? 'article'}
            options={PAGE_PARTS.map((value) => ({ value, name: t(`pageParts.${value}`) }))}
            onChange={(content) => onChoose({ content })}
          />
        </div>
      )}
      {(hasEncoding(file) || (table !== null && table.sheets.length > 1)) && (
        <div className={cx(form.controls, styles.controls)}>
          {table !== null && (
            <SheetSelect table={table} onChoose={(sheet) => onChoose({ sheet, columns: [] })} />
          )}
          {hasEncoding(file) && (
            <Select
              label={t('importing.encoding')}
              value={encoding?.toLowerCase() ?? null}
              placeholder={t('importing.encoding')}
              options={encodingsWith(encoding)}
              onChange={(chosen) => onChoose({ encoding: chosen })}
            />
          )}
          {format !== null && (isText || hasTable) && (
            <Select
              label={t('importing.blocks')}
              value={file.blockRule}
              options={BLOCK_RULES.map((value) => ({ value, name: t(`blockRules.${value}`) }))}
              onChange={(blockRule) => onChoose({ blockRule })}
            />
          )}
        </div>
      )}
      {table !== null && (
        <TablePreview
          name={name}
          table={table}
          columns={choice.columns ?? []}
          onChoose={(columns) => onChoose({ columns })}
          onForget={() => void forgetTable(table, kindOf(name, table)).then(onForgotten)}
        />
      )}
      {file.tables.map((one) => {
        const names = one.columns.map((column) => column.name);
        const sheets = one.sheets.map((sheet) => sheet.name);
        const others = (choice.columnsOf ?? []).filter((each) => !sameJson(each.names, names));
        const otherSheets = (choice.sheetsOf ?? []).filter((each) => !sameJson(each.names, sheets));
        return (
          <ArchiveTable
            key={one.files[0]}
            table={one}
            columns={choice.columnsOf?.find((each) => sameJson(each.names, names))?.columns ?? []}
            onColumns={(columns) => onChoose({ columnsOf: [...others, { names, columns }] })}
            onSheet={(sheet) => onChoose({ sheetsOf: [...otherSheets, { names: sheets, sheet }] })}
            onForget={() => void forgetTable(one, kindOf(one.files[0] ?? '', one)).then(onForgotten)}
          />
        );
      })}
      <LeftOut notices={file.notices} />
      {sample !== '' && format !== null && !hasTable && <TextSample text={sample} name={name} />}
    </li>
  );
}

/** Of a table, its columns are chosen. */
function choosesFormat({ offers, table, tables }: InspectedFile): boolean {
  return offers.formats.length > 0 && table === null && tables.length === 0;
}

/** Tables and texts come in any encoding; a file that cannot be read may need another. */
function hasEncoding({ encoding, format, offers }: InspectedFile): boolean {
  return encoding !== null || (format === null && offers.encoding);
}

/** Where a table cannot be read yet, its format is not told; that of its name it is. */
function kindOf(name: string, { sheet }: FoundTable): 'csv' | 'tsv' | 'xlsx' {
  if (sheet !== null) return 'xlsx';
  return /\.(?:tsv|tab)$/i.test(name) ? 'tsv' : 'csv';
}
