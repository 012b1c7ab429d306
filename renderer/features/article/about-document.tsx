import { SlidersHorizontal, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Dialog, DialogTrigger, TooltipTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { BLOCK_RULES } from '#model/document.ts';
import type { DocumentPatch } from '#model/edit.ts';
import type { DocumentId } from '#model/ids.ts';
import { perform } from '../../actions/perform.ts';
import type { OpenDocument } from '../../client/open-document.ts';
import { type Command, useCommands } from '../../commands/registry.ts';
import { formatMoment } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.ts';
import { inform } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { Popover } from '../../ui/popover.tsx';
import { Tip } from '../../ui/tip.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import styles from './about-document.module.css';

/** What is recorded about the document: its title, how its text falls into paragraphs, where it came from. */
export function AboutDocument({ open }: { readonly open: OpenDocument }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const { id, title } = open.document;
  const commands = useMemo<readonly Command[]>(
    () => [
      command('document.about', t('article.settings'), () => setShown(true)),
      command('document.delete', t('documents.remove'), () => void removeDocument(id, title)),
    ],
    [id, title, t],
  );
  useCommands(commands);
  return (
    <DialogTrigger isOpen={shown} onOpenChange={setShown}>
      <TooltipTrigger delay={500} closeDelay={0}>
        <Button kind="quiet" className={styles.open} aria-label={t('article.settings')}>
          <SlidersHorizontal size={16} />
        </Button>
        <Tip keys={[]}>{t('article.settings')}</Tip>
      </TooltipTrigger>
      <Popover label={t('article.settings')} className={styles.about} placement="bottom end" offset={4}>
        <Dialog className={styles.dialog ?? ''} aria-label={t('article.settings')}>
          <Particulars open={open} onDeleted={() => setShown(false)} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function command(id: string, title: string, run: () => void): Command {
  return { id, title, group: 'document', keys: [], scope: 'page', run };
}

async function removeDocument(id: DocumentId, title: string): Promise<void> {
  if (!(await perform('document.delete', { documentIds: [id] }))) return;
  inform(t('documents.removed', { title, undo: 'Ctrl+Z' }));
}

function Particulars({ open, onDeleted }: { readonly open: OpenDocument; readonly onDeleted: () => void }) {
  const { t } = useTranslation();
  const { document } = open;
  const [title, setTitle] = useState(document.title);
  const { source } = document;
  const change = (patch: DocumentPatch): void => {
    void perform('document.update', { documentId: document.id, patch: patch as never });
  };
  const commitTitle = (): void => {
    const wanted = title.trim();
    if (wanted !== '' && wanted !== document.title) change({ title: wanted });
  };
  const when = formatMoment(source.importedAt);
  return (
    <>
      <TextField label={t('article.title')} value={title} onChange={setTitle} onCommit={commitTitle} />
      <Select
        label={t('article.blocks')}
        value={document.blockRule}
        options={BLOCK_RULES.map((value) => ({ value, name: t(`blockRules.${value}`) }))}
        onChange={(blockRule) => change({ blockRule })}
      />
      {SOURCE_FIELDS.map((field) => (
        <SourceField
          key={field}
          label={t(`article.${field}`)}
          value={source[field]}
          onChange={(value) => change({ [field]: value })}
        />
      ))}
      <p className={styles.source}>
        {source.fileName
          ? t('article.source', { name: source.fileName, when })
          : t('article.pasted', { when })}
        {source.encoding && ` · ${source.encoding}`}
      </p>
      <Button
        onPress={() => {
          onDeleted();
          void removeDocument(document.id, document.title);
        }}
      >
        <Trash2 size={15} aria-hidden />
        {t('documents.remove')}
      </Button>
    </>
  );
}

const SOURCE_FIELDS = ['publisher', 'author', 'url', 'publishedAt'] as const;

interface SourceFieldProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/** What is known of where the text came from; an empty field means that it is not known. */
function SourceField({ label, value, onChange }: SourceFieldProps) {
  const [text, setText] = useDraft(value ?? '');
  const commit = (): void => {
    const wanted = text.trim() === '' ? null : text.trim();
    if (wanted !== value) onChange(wanted);
  };
  return <TextField label={label} value={text} onChange={setText} onCommit={commit} />;
}
