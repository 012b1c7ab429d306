import { useTranslation } from 'react-i18next';
import { Select } from '../../ui/field.tsx';
import type { FoundTable } from './file-choice.ts';

interface SheetSelectProps {
  readonly table: FoundTable;
  readonly onChoose: (sheet: string) => void;
}

/** Which sheet of a workbook is read, where it has several. */
export function SheetSelect({ table, onChoose }: SheetSelectProps) {
  const { t } = useTranslation();
  if (table.sheets.length < 2) return null;
  return (
    <Select
      label={t('importing.sheet')}
      value={table.sheet}
      options={table.sheets.map(({ name, hidden }) => ({
        value: name,
        name: hidden ? t('importing.hiddenSheet', { name }) : name,
      }))}
      onChange={onChoose}
    />
  );
}
