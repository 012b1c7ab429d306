import { UserRound } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Dialog, DialogTrigger, Heading } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { selectAnnotator } from '../../actions/project.ts';
import type { ProjectInfo } from '../../client/bridge.ts';
import { type Command, useCommands } from '../../commands/registry.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Popover } from '../../ui/popover.tsx';
import styles from './status-bar.module.css';

/** Who is at work, and how to change it. */
export function AnnotatorControl({ project }: { readonly project: ProjectInfo }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const [name, setName] = useState('');
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'annotator.change',
        title: t('commands.changeAnnotator'),
        group: 'project',
        keys: [],
        scope: 'page',
        run: () => setShown(true),
      },
    ],
    [t],
  );
  useCommands(commands);
  const use = async (wanted: string): Promise<void> => {
    const trimmed = wanted.trim();
    if (trimmed !== '' && (await selectAnnotator(trimmed))) setShown(false);
  };
  const others = project.annotators.filter(({ id }) => id !== project.annotator.id);
  return (
    <DialogTrigger
      isOpen={shown}
      onOpenChange={(open) => {
        setShown(open);
        setName('');
      }}
    >
      <Button kind="quiet" className={styles.control}>
        <UserRound size={14} aria-hidden />
        {t('status.annotator', { name: project.annotator.name })}
      </Button>
      <Popover
        label={t('status.annotatorChange')}
        className={styles.annotators}
        placement="top start"
        offset={6}
      >
        <Dialog className={styles.dialog ?? ''}>
          <Heading slot="title" level={2}>
            {t('status.annotatorChange')}
          </Heading>
          {others.length > 0 && (
            // biome-ignore lint/a11y/useSemanticElements: a <fieldset> brings a look of its own.
            <div className={styles.known} role="group" aria-label={t('status.annotatorKnown')}>
              {others.map((annotator) => (
                <Button key={annotator.id} kind="quiet" onPress={() => void use(annotator.name)}>
                  {annotator.name}
                </Button>
              ))}
            </div>
          )}
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void use(name);
            }}
          >
            <TextField label={t('status.annotatorName')} value={name} onChange={setName} autoFocus />
          </form>
          <Button kind="primary" isDisabled={name.trim() === ''} onPress={() => void use(name)}>
            {t('status.annotatorUse')}
          </Button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
