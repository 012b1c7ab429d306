import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { File, Folder } from 'lucide-react';
import { useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { RequestOf } from '#contract/contract.ts';
import { ask, type ChosenFile, call } from '../../client/bridge.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import styles from './save-dialog.module.css';

type FolderHandle = RequestOf<'shell.name-file'>['folder'];

interface SaveDialogProps {
  readonly purpose: RequestOf<'shell.pick-save-file'>['purpose'];
  readonly suggestedName: string;
  readonly done: (file: ChosenFile | null) => void;
}

/** As of the suggested name; none where the export is a folder. */
function extensionOf(name: string): string {
  return /\.[a-z0-9]+$/i.exec(name)?.[0] ?? '';
}

/** Where a file is to be written, where the shell has no dialog of its own: a folder and a name. */
export function SaveDialog({ purpose, suggestedName, done }: SaveDialogProps) {
  const { t } = useTranslation();
  const extension = purpose === 'new-project' ? '.standoff' : extensionOf(suggestedName);
  const [folder, setFolder] = useState<FolderHandle | null>(null);
  const [name, setName] = useState(suggestedName);
  const [problem, setProblem] = useState<string | null>(null);
  const [existing, setExisting] = useState<ChosenFile | null>(null);
  const listing = useQuery({
    queryKey: ['folder', folder, extension],
    queryFn: () => ask('shell.list-folder', { extension, ...(folder ? { folder } : {}) }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const here = listing.data;

  const finish = (file: ChosenFile | null): void => {
    closeDialog();
    done(file);
  };
  const visit = (next: FolderHandle): void => {
    setFolder(next);
    setProblem(null);
    setExisting(null);
  };
  const choose = async (): Promise<void> => {
    const trimmed = name.trim();
    if (trimmed === '' || trimmed.toLowerCase() === extension || !here) {
      setProblem(t('save.badName'));
      return;
    }
    const full = trimmed.toLowerCase().endsWith(extension) ? trimmed : `${trimmed}${extension}`;
    const reply = await call('shell.name-file', { folder: here.folder, name: full });
    if (!reply.ok) {
      setProblem(reply.error.message);
      return;
    }
    const file: ChosenFile = { file: reply.value.file, name: full, size: 0 };
    if (!reply.value.exists) finish(file);
    else if (purpose === 'new-project') setProblem(t('save.projectExists', { name: full }));
    else {
      setExisting(file);
      setProblem(t('save.exists', { name: full }));
    }
  };
  const rename = (next: string): void => {
    setName(next);
    setProblem(null);
    setExisting(null);
  };

  const foot = existing ? (
    <>
      <Button onPress={() => rename(name)}>{t('save.otherName')}</Button>
      <Button kind="primary" autoFocus onPress={() => finish(existing)}>
        {t('save.replace')}
      </Button>
    </>
  ) : (
    <>
      <Button onPress={() => finish(null)}>{t('common.cancel')}</Button>
      <Button kind="primary" isDisabled={!here?.writable} onPress={() => void choose()}>
        {t(`save.actions.${purpose}`)}
      </Button>
    </>
  );
  return (
    <Dialog title={t(`save.titles.${purpose}`)} width={560} onClose={() => finish(null)} foot={foot}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (here?.writable) void choose();
        }}
      >
        <TextField label={t('save.name')} value={name} onChange={rename} autoFocus selectsAll />
      </form>
      <nav className={styles.path} aria-label={t('save.path')}>
        {here?.ancestors.map((ancestor, index) => (
          <span key={ancestor.folder}>
            {index > 1 && '/'}
            <Button kind="quiet" className={styles.step} onPress={() => visit(ancestor.folder)}>
              {ancestor.name}
            </Button>
          </span>
        ))}
      </nav>
      <ListBox
        aria-label={t('save.folders')}
        className={styles.folders ?? ''}
        selectionMode="none"
        onAction={(key) => {
          const next = here?.folders.find((each) => each.folder === key);
          if (next) visit(next.folder);
        }}
        renderEmptyState={() => <p className={styles.none}>{here ? t('save.emptyFolder') : ''}</p>}
      >
        {[
          ...(here?.folders ?? []).map((each) => (
            <ListBoxItem
              key={each.folder}
              id={each.folder}
              textValue={each.name}
              className={styles.folder ?? ''}
            >
              <Folder size={15} aria-hidden />
              <span>{each.name}</span>
            </ListBoxItem>
          )),
          ...(here?.files ?? []).map((file) => (
            <ListBoxItem
              key={`file ${file}`}
              id={`file ${file}`}
              textValue={file}
              isDisabled
              className={styles.folder ?? ''}
            >
              <File size={15} aria-hidden />
              <span>{file}</span>
            </ListBoxItem>
          )),
        ]}
      </ListBox>
      <p className={styles.problem} role="alert">
        {problem ??
          (listing.error ? listing.error.message : here && !here.writable ? t('save.readOnly') : null)}
      </p>
    </Dialog>
  );
}
