import { useMemo } from 'react';
import { Autocomplete, Input, ListBox, ListBoxItem, TextField, useFilter } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { keysOf, runCommand, useCommandRegistry } from '../../commands/registry.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { Dialog } from '../../ui/dialog.tsx';
import fieldStyles from '../../ui/field.module.css';
import { Keys } from '../../ui/keys.tsx';
import styles from './palette.module.css';

/** Every command that makes sense now, found by typing. */
export function Palette() {
  const { t } = useTranslation();
  const { contains } = useFilter({ sensitivity: 'base' });
  const registry = useCommandRegistry();
  const commands = useMemo(
    () =>
      [...registry.commands.values()].filter(({ id, when }) => id !== 'view.palette' && when?.() !== false),
    [registry],
  );
  const run = (id: string): void => {
    closeDialog();
    // After the dialog has given the focus back to where it was.
    setTimeout(() => runCommand(id), 0);
  };
  return (
    <Dialog title={t('palette.title')} width={560} onClose={closeDialog} flush>
      <Autocomplete filter={(text, typed) => typed.split(/\s+/u).every((word) => contains(text, word))}>
        <TextField aria-label={t('palette.find')} autoFocus className={styles.search ?? ''}>
          <Input
            role="combobox"
            aria-expanded
            className={fieldStyles.input ?? ''}
            placeholder={t('palette.find')}
            spellCheck={false}
          />
        </TextField>
        <ListBox
          selectionMode="none"
          aria-label={t('palette.title')}
          className={styles.items ?? ''}
          items={commands}
          onAction={(id) => run(String(id))}
          renderEmptyState={() => <p className={styles.none}>{t('palette.nothing')}</p>}
        >
          {(command) => (
            <ListBoxItem id={command.id} textValue={command.title} className={styles.item ?? ''}>
              <span className={styles.title}>{command.title}</span>
              <span className={styles.group}>{t(`groups.${command.group}`)}</span>
              <Keys keys={keysOf(command, registry)} />
            </ListBoxItem>
          )}
        </ListBox>
      </Autocomplete>
    </Dialog>
  );
}
