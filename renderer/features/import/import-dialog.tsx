import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Scheme } from '#model/scheme.ts';
import { perform } from '../../actions/perform.ts';
import { ask, type ChosenFile, type InspectedFile } from '../../client/bridge.ts';
import { useProject } from '../../client/project.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import form from '../../ui/form.module.css';
import type { FileChoice } from './file-choice.ts';
import { forget } from './forget.ts';
import styles from './import-dialog.module.css';
import { ImportFile } from './import-file.tsx';
import { type Duplicates, ImportFoot } from './import-foot.tsx';
import { ImportSummary } from './import-summary.tsx';
import { LackingNames } from './lacking-names.tsx';
import { LackingParts } from './lacking-parts.tsx';
import { NameMapping } from './name-mapping.tsx';
import { type NameChoice, namesOf } from './names-of.ts';
import { useLookedAt } from './use-looked-at.ts';

/** How many files are shown one by one; of more, only those that need a look. */
const SHOWN = 30;
/** CSS pixels; wider where there is a table. */
const WIDTH = 680;
const WIDTH_WITH_TABLE = 1120;

interface ImportDialogProps {
  readonly files: readonly ChosenFile[];
  /** Whether they are those of a folder: what no format reads is then only counted. */
  readonly isFolder: boolean;
}

/** What would come of importing these files, and what can be chosen: for each file, for labels, for the scheme. */
export function ImportDialog({ files: chosen, isFolder }: ImportDialogProps) {
  const { t } = useTranslation();
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [choices, setChoices] = useState<Readonly<Record<string, FileChoice>>>({});
  const [names, setNames] = useState<readonly NameChoice[]>([]);
  const [missing, setMissing] = useState<'leave-out' | 'add'>('leave-out');
  const [lacking, setLacking] = useState<'leave-out' | 'add'>('leave-out');
  const [conflicts, setConflicts] = useState<'refuse' | 'keep'>('refuse');
  const project = useProject((state) => state.project);
  const formats = useQuery({ queryKey: ['formats'], queryFn: () => ask('format.list', {}) });
  const [duplicates, setDuplicates] = useState<Duplicates>('skip');
  const files = chosen.filter(({ file }) => !leftOut.has(file));
  const request = {
    files: files.map(({ file, name }) => ({ file, name, ...choices[file] })),
    names: [...names],
    missing,
    lacking,
    conflicts,
  };
  const inspection = useQuery({
    queryKey: ['inspection', request],
    queryFn: () => ask('import.inspect', request),
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 0,
  });
  const isCounted = (file: InspectedFile): boolean => isFolder && file.isForeign;
  // What is left out or put back goes or comes at once, before the others were looked at anew.
  const looked = useLookedAt(inspection.data)?.filter(({ file }) => !leftOut.has(file)) ?? null;
  const all = looked ?? [];
  const foreign = all.filter(isCounted);
  const inspected = all.filter((file) => !isCounted(file));
  const stateId = useId();
  const wholes = inspected.filter(({ partOf }) => partOf === null);
  const shown =
    wholes.length <= SHOWN
      ? wholes
      : wholes.filter((file) => choices[file.file] || needsLook(file, duplicates)).slice(0, SHOWN);
  const found = namesOf(inspected);
  const othersOf = ({ name }: InspectedFile) => inspected.filter(({ partOf }) => partOf === name);

  const list = useRef<HTMLUListElement>(null);
  const mapping = useRef<HTMLElement>(null);
  const putBackButton = useRef<HTMLButtonElement>(null);
  const cardButton = (place: number) => list.current?.children[place]?.querySelector('button');
  const leaveOut = (file: InspectedFile): void => {
    const place = shown.indexOf(file);
    const gone = [file, ...othersOf(file)].map((each) => each.file);
    flushSync(() => setLeftOut(new Set([...leftOut, ...gone])));
    const next = wholes.length > 2 ? cardButton(place) : null;
    (next ?? putBackButton.current)?.focus();
  };
  const putBack = (): void => {
    flushSync(() => setLeftOut(new Set()));
    cardButton(0)?.focus();
  };

  const start = async (): Promise<void> => {
    closeDialog();
    const left = new Set(foreign.map(({ file }) => file));
    const meant = request.files.filter(({ file }) => !left.has(file));
    await perform('import.start', { ...request, files: meant, duplicates });
  };
  const forgetNames = async (): Promise<void> => {
    await forget(inspected);
    await inspection.refetch();
  };
  const foot = (
    <ImportFoot
      inspected={looked}
      count={files.length}
      stateId={stateId}
      duplicates={duplicates}
      takesFocus={leftOut.size === 0}
      onDuplicates={setDuplicates}
      onStart={() => void start()}
    />
  );
  const width = inspected.some(({ table, tables }) => table !== null || tables.length > 0)
    ? WIDTH_WITH_TABLE
    : WIDTH;
  return (
    <Dialog title={t('importing.title')} width={width} onClose={closeDialog} foot={foot}>
      {inspection.isPending && (
        <p id={stateId} className={styles.looking}>
          {t('importing.looking')}
        </p>
      )}
      {inspection.isError && (
        <p id={stateId} className={form.problem} role="alert">
          {inspection.error.message}
        </p>
      )}
      {(all.length > 1 || foreign.length > 0 || leftOut.size > 0) && (
        <ImportSummary
          inspected={inspected}
          foreign={foreign}
          duplicates={duplicates}
          unshown={wholes.filter((file) => !shown.includes(file))}
          leftOut={leftOut.size}
          putBackButton={putBackButton}
          onPutBack={putBack}
        />
      )}
      <LackingNames
        names={inspected.flatMap((file) => file.names)}
        onChoose={() => {
          mapping.current?.querySelector('button')?.focus();
          mapping.current?.scrollIntoView({ block: 'start' });
        }}
      />
      <ul ref={list} className={styles.files}>
        {shown.map((file) => (
          <ImportFile
            key={file.file}
            file={file}
            others={othersOf(file)}
            duplicates={duplicates}
            choice={choices[file.file] ?? NO_CHOICE}
            annotator={project?.annotator.name ?? ''}
            formats={(formats.data ?? []).filter(({ reads }) => reads !== null)}
            onChoose={(choice) =>
              setChoices((before) => ({ ...before, [file.file]: { ...before[file.file], ...choice } }))
            }
            onForgotten={() => void inspection.refetch()}
            onLeaveOut={wholes.length > 1 ? () => leaveOut(file) : null}
          />
        ))}
      </ul>
      {inspected.some(({ conflictCount }) => conflictCount > 0) && (
        <div className={styles.panel}>
          <CheckBox
            isSelected={conflicts === 'keep'}
            onChange={(keep) => setConflicts(keep ? 'keep' : 'refuse')}
          >
            {t('importing.keepOurs')}
          </CheckBox>
        </div>
      )}
      <NameMapping
        ref={mapping}
        names={found}
        scheme={project?.scheme ?? NO_SCHEME}
        choices={names}
        missing={missing}
        onMissing={setMissing}
        onChoose={(choice) =>
          setNames((before) => [
            ...before.filter(({ layer, label }) => layer !== choice.layer || label !== choice.label),
            choice,
          ])
        }
        onForget={() => void forgetNames()}
      />
      <LackingParts inspected={inspected} lacking={lacking} onChange={setLacking} />
    </Dialog>
  );
}

const NO_CHOICE: FileChoice = {};
const NO_SCHEME: Scheme = { name: '', version: 1, description: '', layers: [], relationTypes: [] };

function needsLook(file: InspectedFile, duplicates: Duplicates): boolean {
  return (
    file.problem !== null ||
    !file.adds[duplicates] ||
    !file.encodingCertain ||
    !file.formatCertain ||
    file.duplicateOf !== null ||
    file.table !== null ||
    file.tables.length > 0 ||
    file.notices.length > 0
  );
}
