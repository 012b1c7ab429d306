import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { displayKey, keyOf } from '../../commands/keys.ts';
import {
  COMMAND_GROUPS,
  type Command,
  chooseKeys,
  keysOf,
  useCommandRegistry,
} from '../../commands/registry.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SearchField } from '../../ui/field.tsx';
import { Keys } from '../../ui/keys.tsx';
import { Unseen } from '../../ui/unseen.tsx';
import styles from './keys-dialog.module.css';

interface Message {
  readonly text: string;
  readonly good: boolean;
}

/** All keys, by what they are for; each can be changed. */
export function KeysDialog() {
  const { t } = useTranslation();
  const registry = useCommandRegistry();
  const [typed, setTyped] = useState('');
  const [message, setMessage] = useState<Message | null>(null);
  const wanted = typed.trim().toLowerCase();
  const fits = (command: Command): boolean =>
    wanted === '' ||
    command.title.toLowerCase().includes(wanted) ||
    keysOf(command, registry).some((key) => displayKey(key).toLowerCase() === wanted);

  const groups = COMMAND_GROUPS.map((group) => ({
    group,
    commands: [...registry.commands.values()].filter((command) => command.group === group && fits(command)),
  })).filter(({ commands }) => commands.length > 0);

  const choose = (command: Command, key: string | null): void => {
    if (key !== null && RESERVED.includes(key)) {
      setMessage({ text: t('keys.reserved', { key: displayKey(key) }), good: false });
      return;
    }
    const holder = chooseKeys(command.id, key === null ? null : [key]);
    const shown = displayKey(key ?? command.keys[0] ?? '');
    setMessage(
      holder
        ? { text: t('keys.taken', { key: shown, command: holder.title }), good: false }
        : { text: t('keys.changed', { key: shown, command: command.title }), good: true },
    );
  };
  return (
    <Dialog
      title={t('keys.title')}
      width={600}
      onClose={closeDialog}
      foot={
        <p className={styles.message} role="status" data-bad={message?.good === false ? '' : undefined}>
          {message?.text ?? t('keys.labels')}
        </p>
      }
    >
      <p className={styles.intro}>{t('keys.intro')}</p>
      <div className={styles.search}>
        <SearchField
          label={t('keys.find')}
          clearLabel={t('documents.clear')}
          value={typed}
          onChange={setTyped}
        />
      </div>
      {groups.map(({ group, commands }) => (
        <section key={group} className={styles.group} aria-labelledby={`keys-${group}`}>
          <h3 id={`keys-${group}`}>{t(`groups.${group}`)}</h3>
          <ul>
            {commands.map((command) => (
              <KeyRow key={command.id} command={command} onChoose={(key) => choose(command, key)} />
            ))}
          </ul>
        </section>
      ))}
    </Dialog>
  );
}

/** Keys that the window cannot do without, whatever else they might do. */
const RESERVED = ['Enter', 'Escape', 'Tab', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];

function KeyRow({
  command,
  onChoose,
}: {
  readonly command: Command;
  readonly onChoose: (key: string | null) => void;
}) {
  const { t } = useTranslation();
  const registry = useCommandRegistry();
  const [recording, setRecording] = useState(false);
  const keys = keysOf(command, registry);
  const changed = registry.chosenKeys[command.id] !== undefined;
  return (
    <li className={styles.row}>
      <span className={styles.title}>{command.title}</span>
      {changed && (
        <IconButton label={t('keys.reset', { command: command.title })} onPress={() => onChoose(null)}>
          <RotateCcw size={14} />
        </IconButton>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: takes the key pressed while the button within waits for it. */}
      <span
        onKeyDownCapture={(event) => {
          if (!recording) return;
          event.preventDefault();
          event.stopPropagation();
          const key = keyOf(event.nativeEvent);
          if (key === null) return;
          setRecording(false);
          onChoose(key);
        }}
        onBlur={() => setRecording(false)}
      >
        <Button
          className={cx(styles.change, recording && styles.recording)}
          onPress={() => setRecording(true)}
        >
          {recording ? (
            t('keys.press')
          ) : (
            <>
              <Unseen>{t('keys.change', { command: command.title })}: </Unseen>
              {keys.length > 0 ? <Keys keys={keys} /> : <span className={styles.none}>{t('keys.none')}</span>}
            </>
          )}
        </Button>
      </span>
    </li>
  );
}
