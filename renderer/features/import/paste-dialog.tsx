import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BLOCK_RULES, type BlockRule } from '#model/document.ts';
import { showDocument } from '../../actions/documents.ts';
import { call } from '../../client/bridge.ts';
import { currentDocument } from '../../client/open-document.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { inform } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import form from '../../ui/form.module.css';
import styles from './import-dialog.module.css';
import { TextSample } from './text-sample.tsx';

const SAMPLE = 4000;

/** Asks whether the text on the clipboard is to become a document, and under which title. */
export function PasteDialog({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const [title, setTitle] = useState('');
  const [rule, setRule] = useState<BlockRule | 'automatic'>('automatic');
  const [problem, setProblem] = useState<{ readonly message: string; readonly double: boolean } | null>(null);

  const start = async (): Promise<void> => {
    const reply = await call('import.paste', {
      text,
      title,
      ...(rule === 'automatic' ? {} : { blockRule: rule }),
      duplicates: problem?.double ? 'import' : 'refuse',
    });
    if (!reply.ok) {
      setProblem({ message: reply.error.message, double: reply.error.code === 'import.duplicate' });
      return;
    }
    closeDialog();
    await showDocument(reply.value.documentId, true);
    inform(t('importing.pasteDone', { title: currentDocument()?.document.title ?? title }));
  };
  const rules = (['automatic', ...BLOCK_RULES] as const).map((value) => ({
    value,
    name: t(`blockRules.${value}`),
  }));
  const foot = (
    <>
      <Button onPress={closeDialog}>{t('common.cancel')}</Button>
      <Button kind="primary" onPress={() => void start()}>
        {problem?.double ? t('importing.pasteAgain') : t('importing.pasteStart')}
      </Button>
    </>
  );
  return (
    <Dialog title={t('importing.pasteTitle')} width={620} onClose={closeDialog} foot={foot}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <TextField label={t('importing.pasteName')} value={title} onChange={setTitle} autoFocus />
      </form>
      <div className={cx(form.controls, styles.controls)}>
        <Select label={t('importing.blocks')} value={rule} options={rules} onChange={setRule} />
      </div>
      <TextSample text={text.slice(0, SAMPLE)} />
      <p className={form.facts}>{t('importing.pasteLength', { count: text.length })}</p>
      {problem && (
        <p className={form.problem} role="alert">
          {problem.message}
        </p>
      )}
    </Dialog>
  );
}
