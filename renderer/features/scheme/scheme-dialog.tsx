import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importScheme } from '../../actions/scheme.ts';
import { ask, type ChosenFile } from '../../client/bridge.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import styles from './scheme-dialog.module.css';
import { SchemeFindings } from './scheme-findings.tsx';

/** What a scheme or a codebook would add to the scheme of the project, before it does. */
export function SchemeDialog({ file }: { readonly file: ChosenFile }) {
  const { t } = useTranslation();
  const [layer, setLayer] = useState<string | null>(null);
  const wished = layer?.trim() ?? '';
  const request = { file: file.file, ...(wished === '' ? {} : { looseLayer: wished }) };
  const inspection = useQuery({
    queryKey: ['scheme', request],
    queryFn: () => ask('scheme.inspect', request),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  const found = inspection.data ?? null;
  const count = inspection.isError ? 0 : (found?.added.length ?? 0);

  const start = async (): Promise<void> => {
    closeDialog();
    await importScheme(request);
  };
  const foot = (
    <>
      <Button onPress={closeDialog}>
        {t(count > 0 || inspection.isPending ? 'common.cancel' : 'common.close')}
      </Button>
      {/* Made anew once it can be pressed, so that it takes the focus and Enter goes on. */}
      <Button
        key={count > 0 ? 'ready' : 'waiting'}
        kind="primary"
        autoFocus
        isDisabled={count === 0}
        onPress={() => void start()}
      >
        {t('scheme.start')}
      </Button>
    </>
  );
  return (
    <Dialog title={t('scheme.title')} width={600} onClose={closeDialog} foot={foot}>
      <p className={styles.file}>
        <strong>{file.name}</strong>
        {found && !inspection.isError && (
          <span className={styles.facts}>
            {t(`scheme.kinds.${found.kind}`)} · {t('scheme.existing', { count: found.existing.length })}
          </span>
        )}
      </p>
      {inspection.isPending && <p className={styles.facts}>{t('scheme.looking')}</p>}
      {inspection.isError && (
        <p className={styles.problem} role="alert">
          {inspection.error.message}
        </p>
      )}
      {found && !inspection.isError && (
        <>
          {found.looseLayer !== null && (
            <div className={styles.layer}>
              <TextField
                label={t('scheme.looseLayer')}
                value={layer ?? found.looseLayer}
                onChange={setLayer}
              />
            </div>
          )}
          <SchemeFindings found={found} />
        </>
      )}
    </Dialog>
  );
}
