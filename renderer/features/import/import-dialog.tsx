import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { Checkbox } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Scheme } from '#model/scheme.ts';
import { perform } from '../../actions/perform.ts';
import { ask, type ChosenFile, type InspectedFile } from '../../client/bridge.ts';
import { useProject } from '../../client/project.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { FileChoice } from './file-choice.ts';
import styles from './import-dialog.module.css';
import { ImportFile } from './import-file.tsx';
import type { NameChoice } from './name-mapping.tsx';

/** How many files are shown one by one; of more, only those that need a look. */
const SHOWN = 30;

/** What would come of importing these files, and the two choices each may need: encoding and paragraphs. */
export function ImportDialog({ files }: { readonly files: readonly ChosenFile[] }) {
  const { t } = useTranslation();
  const [choices, setChoices] = useState<Readonly<Record<string, FileChoice>>>({});
  const [names, setNames] = useState<readonly NameChoice[]>([]);
  const project = useProject((state) => state.project);
  const formats = useQuery({ queryKey: ['formats'], queryFn: () => ask('format.list', {}) });
  const [duplicates, setDuplicates] = useState<'skip' | 'import'>('skip');
  const requests = files.map(({ file, name }) => ({ file, name, ...choices[file] }));
  const inspection = useQuery({
    queryKey: ['inspection', requests, names],
    queryFn: () => ask('import.inspect', { files: requests, names: [...names] }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const inspected = inspection.data ?? [];
  const usable = inspected.filter(({ format }) => format !== null);
  const doubles = usable.filter(({ duplicateOf }) => duplicateOf !== null).length;
  const shown = inspected.length <= SHOWN ? inspected : inspected.filter(needsLook).slice(0, SHOWN);

  const start = async (): Promise<void> => {
    closeDialog();
    await perform('import.start', { files: requests, names: [...names], duplicates });
  };
  const foot = (
    <>
      {doubles > 0 && (
        <Checkbox
          className={styles.again ?? ''}
          isSelected={duplicates === 'import'}
          onChange={(again) => setDuplicates(again ? 'import' : 'skip')}
        >
          <span className={styles.box}>{duplicates === 'import' && <Check size={12} />}</span>
          {t('importing.importDuplicates')}
        </Checkbox>
      )}
      <span className={styles.space} />
      <Button onPress={closeDialog}>{t('common.cancel')}</Button>
      {/* Made anew once it can be pressed, so that it takes the focus and Enter goes on. */}
      <Button
        key={usable.length > 0 ? 'ready' : 'waiting'}
        kind="primary"
        autoFocus
        isDisabled={usable.length === 0}
        onPress={() => void start()}
      >
        {t('importing.start', { count: files.length })}
      </Button>
    </>
  );
  return (
    <Dialog title={t('importing.title')} width={680} onClose={closeDialog} foot={foot}>
      {inspection.isPending && <p className={styles.looking}>{t('importing.looking')}</p>}
      {inspection.isError && <p className={styles.problem}>{inspection.error.message}</p>}
      {inspection.isSuccess && usable.length === 0 && (
        <p className={styles.problem}>{t('importing.nothing')}</p>
      )}
      {inspected.length > SHOWN && <Summary inspected={inspected} />}
      <ul className={styles.files}>
        {shown.map((file) => (
          <ImportFile
            key={file.file}
            file={file}
            choice={choices[file.file] ?? NO_CHOICE}
            formats={(formats.data ?? []).filter(({ reads }) => reads !== null)}
            scheme={project?.scheme ?? NO_SCHEME}
            onMap={(choice) =>
              setNames((before) => [
                ...before.filter(({ layer, label }) => layer !== choice.layer || label !== choice.label),
                choice,
              ])
            }
            onChoose={(choice) =>
              setChoices((before) => ({ ...before, [file.file]: { ...before[file.file], ...choice } }))
            }
          />
        ))}
      </ul>
    </Dialog>
  );
}

const NO_CHOICE: FileChoice = {};
const NO_SCHEME: Scheme = { name: '', version: 1, description: '', layers: [], relationTypes: [] };

function needsLook(file: InspectedFile): boolean {
  return (
    file.problem !== null ||
    !file.encodingCertain ||
    !file.formatCertain ||
    file.duplicateOf !== null ||
    file.names.some(({ by }) => by !== 'id')
  );
}

function Summary({
  inspected,
}: {
  readonly inspected: readonly { readonly documentCount: number; readonly format: unknown }[];
}) {
  const { t } = useTranslation();
  const documents = inspected.reduce((sum, { documentCount }) => sum + documentCount, 0);
  const unusable = inspected.filter(({ format }) => format === null).length;
  return (
    <p className={styles.facts}>
      {t('importing.contents', { count: documents })}
      {unusable > 0 && ` · ${t('importing.unusable', { count: unusable })}`}
    </p>
  );
}
