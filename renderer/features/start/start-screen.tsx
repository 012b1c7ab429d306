import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { perform } from '../../actions/perform.ts';
import { newProject, openProject, openRecent, openSample } from '../../actions/project.ts';
import { ask } from '../../client/bridge.ts';
import { queryClient, queryKeys } from '../../client/query-client.ts';
import { formatDay } from '../../i18n/format.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import styles from './start-screen.module.css';

/** What is seen while no project is open: two ways to begin, and the way back to what was open before. */
export function StartScreen() {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const recents = useQuery({ queryKey: queryKeys.recents, queryFn: () => ask('recent.list', {}) });
  const list = recents.data ?? [];

  const during = (work: () => Promise<void>) => () => {
    setBusy(true);
    void work().finally(() => setBusy(false));
  };
  const forget = (recentId: string): void => {
    void perform('recent.remove', { recentId }).then(() =>
      queryClient.invalidateQueries({ queryKey: queryKeys.recents }),
    );
  };

  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        <header>
          <h1>{t('start.heading')}</h1>
          <p className={styles.lead}>{t('start.lead')}</p>
        </header>
        <div className={styles.choices}>
          <Button
            kind="primary"
            className={styles.choice}
            isDisabled={busy}
            autoFocus
            onPress={during(openSample)}
          >
            <strong>{t('start.sample')}</strong>
            <small>{t('start.sampleHint')}</small>
          </Button>
          <Button className={styles.choice} isDisabled={busy} onPress={during(newProject)}>
            <strong>{t('start.create')}</strong>
            <small>{t('start.createHint')}</small>
          </Button>
        </div>
        <Button className={styles.open} isDisabled={busy} onPress={during(openProject)}>
          {t('start.open')}
        </Button>
        {list.length > 0 && (
          <section className={styles.recent} aria-labelledby="recent-projects">
            <h2 id="recent-projects">{t('start.recent')}</h2>
            <ul>
              {list.map(({ recentId, name, place, openedAt, missing }, index) => (
                <li key={recentId}>
                  <Button
                    className={cx(styles.row)}
                    isDisabled={busy || missing}
                    autoFocus={index === 0}
                    onPress={during(() => openRecent(recentId))}
                  >
                    <span className={styles.name}>{name}</span>
                    <span className={styles.when}>{formatDay(openedAt)}</span>
                    <span className={styles.place}>{missing ? t('start.missing') : place}</span>
                  </Button>
                  <IconButton label={t('start.forget', { name })} onPress={() => forget(recentId)}>
                    <X size={15} />
                  </IconButton>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </main>
  );
}
