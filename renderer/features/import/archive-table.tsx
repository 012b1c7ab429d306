import { useTranslation } from 'react-i18next';
import form from '../../ui/form.module.css';
import type { ColumnChoice, FoundTable } from './file-choice.ts';
import styles from './import-dialog.module.css';
import { SheetSelect } from './sheet-select.tsx';
import { TablePreview } from './table-preview.tsx';

interface ArchiveTableProps {
  readonly table: FoundTable & { readonly files: readonly string[] };
  readonly columns: readonly ColumnChoice[];
  readonly onColumns: (columns: ColumnChoice[]) => void;
  readonly onSheet: (sheet: string) => void;
  readonly onForget: () => void;
}

/** The tables of an archive that have the same columns: the first of them is shown, what is chosen holds for all. */
export function ArchiveTable({ table, columns, onColumns, onSheet, onForget }: ArchiveTableProps) {
  const { t } = useTranslation();
  const [first = '', ...others] = table.files;
  return (
    <section className={styles.archiveTable} aria-label={first}>
      <p>
        <strong dir="auto">{first}</strong>{' '}
        {others.length > 0 && (
          <span className={form.facts} title={others.join(', ')}>
            {t('importing.tablesAlike', { count: others.length })}
          </span>
        )}
      </p>
      <SheetSelect table={table} onChoose={onSheet} />
      <TablePreview name={first} table={table} columns={columns} onChoose={onColumns} onForget={onForget} />
    </section>
  );
}
