import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { InspectedFile } from '../../client/bridge.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import form from '../../ui/form.module.css';
import styles from './import-dialog.module.css';

export type Duplicates = keyof InspectedFile['adds'];

interface ImportFootProps {
  /** `null` until the files were looked at. */
  readonly inspected: readonly InspectedFile[] | null;
  /** How many files were chosen. */
  readonly count: number;
  /** Id of what the window says as long as nothing is known of the files. */
  readonly stateId: string;
  readonly duplicates: Duplicates;
  /** Whether the button that starts it takes the focus once it can be pressed. */
  readonly takesFocus: boolean;
  readonly onDuplicates: (duplicates: Duplicates) => void;
  readonly onStart: () => void;
}

/** How many files will go in, with the reason where that is none, and the button that starts it. */
export function ImportFoot({
  inspected,
  count,
  stateId,
  duplicates,
  takesFocus,
  onDuplicates,
  onStart,
}: ImportFootProps) {
  const { t } = useTranslation();
  const reasonId = useId();
  const usable = (inspected ?? []).filter(({ format }) => format !== null);
  const doubles = usable.some(({ sameCount }) => sameCount > 0);
  const going = (inspected ?? []).filter(({ adds }) => adds[duplicates]).length;
  const nothing = usable.length === 0 ? 'importing.nothing' : 'importing.nothingNew';
  return (
    <>
      <div className={styles.said}>
        {inspected !== null && going === 0 && (
          <p id={reasonId} className={form.problem}>
            {t(nothing, { count })}
          </p>
        )}
        {doubles && (
          <CheckBox
            isSelected={duplicates === 'import'}
            onChange={(again) => onDuplicates(again ? 'import' : 'skip')}
          >
            {t('importing.importDuplicates')}
          </CheckBox>
        )}
      </div>
      <Button onPress={closeDialog}>{t('common.cancel')}</Button>
      {/* Made anew once it can be pressed, so that it takes the focus and Enter goes on. */}
      <Button
        key={going > 0 ? 'ready' : 'waiting'}
        kind="primary"
        autoFocus={takesFocus}
        isDisabled={going === 0}
        {...(going === 0 ? { 'aria-describedby': inspected === null ? stateId : reasonId } : {})}
        onPress={onStart}
      >
        {inspected !== null && going === 0
          ? t('importing.startNothing')
          : t('importing.start', { count: inspected === null ? count : going })}
      </Button>
    </>
  );
}
