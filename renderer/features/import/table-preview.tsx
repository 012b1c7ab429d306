import { useTranslation } from 'react-i18next';
import { COLUMN_ROLES, type ColumnRole, SHARED_ROLES } from '#model/column-role.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Select } from '../../ui/field.tsx';
import form from '../../ui/form.module.css';
import type { ColumnChoice, FoundTable } from './file-choice.ts';
import styles from './table-preview.module.css';

interface TablePreviewProps {
  /** Of the file. */
  readonly name: string;
  readonly table: FoundTable;
  /** What was chosen so far. */
  readonly columns: readonly ColumnChoice[];
  readonly onChoose: (columns: ColumnChoice[]) => void;
  readonly onForget: () => void;
}

/** The first rows of a table of articles, and what each of its columns is for. */
export function TablePreview({ name: file, table, columns, onChoose, onForget }: TablePreviewProps) {
  const { t } = useTranslation();
  const roles = COLUMN_ROLES.map((value) => ({ value, name: t(`columnRoles.${value}`) }));
  const choose = (name: string, role: ColumnRole): void => {
    // A role of one column leaves the one that was chosen for it before; one that was guessed gives way by itself.
    const others = columns
      .filter((column) => column.name !== name)
      .map((column) =>
        column.role === role && !SHARED_ROLES.has(role) ? { ...column, role: 'metadata' as const } : column,
      );
    onChoose([...others, { name, role }]);
  };
  // As chosen, before what comes of it is known.
  const roleOf = ({ name, role }: ColumnChoice): ColumnRole => {
    const chosen = columns.find((column) => column.name === name);
    if (chosen !== undefined) return chosen.role;
    const isTaken = !SHARED_ROLES.has(role) && columns.some((column) => column.role === role);
    return isTaken ? 'metadata' : role;
  };
  const found = table.columns.map((column) => ({ name: column.name, role: roleOf(column) }));
  const look = (role: ColumnRole): string | undefined =>
    cx(role === 'left-out' && styles.out, role === 'text' && styles.text);
  const { rows, rowCount } = table;
  const isRemembered = table.columns.some(({ by }) => by === 'memory');
  return (
    <div className={styles.preview}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard. */}
      <section className={styles.scroll} tabIndex={0} aria-label={t('importing.table', { name: file })}>
        <table className={styles.table}>
          <thead>
            <tr>
              {found.map(({ name, role }) => (
                <th key={name} scope="col" className={look(role)}>
                  <span className={styles.name} dir="auto" title={name}>
                    {name}
                  </span>
                  <Select
                    label={t('importing.holds', { name })}
                    hideLabel
                    value={role}
                    options={roles}
                    onChange={(chosen) => choose(name, chosen)}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing of their own to be told apart by.
              <tr key={row}>
                {found.map(({ name, role }, index) => (
                  <td key={name} className={look(role)}>
                    <div className={styles.cell} dir="auto">
                      {cells[index] ?? ''}
                    </div>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={cx(form.facts, styles.foot)}>
        <span>
          {t('importing.rowCount', { count: rowCount })}
          {rowCount > rows.length && ` ${t('importing.rowsShown', { count: rows.length })}`}
        </span>
        {isRemembered && (
          <span className={styles.remembered}>
            {t('importing.columnsAsLastTime')}
            <Button kind="quiet" onPress={onForget}>
              {t('importing.forget')}
            </Button>
          </span>
        )}
      </p>
    </div>
  );
}
