import { type DragEvent, type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { takeFiles, takeText } from './actions/importing.ts';
import styles from './app.module.css';
import { placeOf } from './commands/dispatch.ts';

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

/** Takes files that are dropped anywhere, and files or text pasted outside of a field. */
export function DropTarget({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const [depth, setDepth] = useState(0);

  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const place = placeOf(event.target);
      if (place.field || place.dialog || !event.clipboardData) return;
      const files = [...event.clipboardData.files];
      if (files.length > 0) void takeFiles(files);
      else takeText(event.clipboardData.getData('text/plain'));
      event.preventDefault();
    };
    window.addEventListener('paste', onPaste, { capture: true });
    return () => window.removeEventListener('paste', onPaste, { capture: true });
  }, []);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has its keyboard way in "Import files".
    <div
      style={{ height: '100%' }}
      onDragEnter={(event) => {
        if (holdsFiles(event)) setDepth((now) => now + 1);
      }}
      onDragLeave={(event) => {
        if (holdsFiles(event)) setDepth((now) => Math.max(0, now - 1));
      }}
      onDragOver={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      }}
      onDrop={(event) => {
        setDepth(0);
        if (!holdsFiles(event)) return;
        event.preventDefault();
        void takeFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
      {depth > 0 && <div className={styles.drop}>{t('importing.drop')}</div>}
    </div>
  );
}
