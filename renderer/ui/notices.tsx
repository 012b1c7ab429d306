import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useInNextFrame } from '../client/after-paint.ts';
import { dismissNotice, useNotices } from '../state/notices.ts';
import { IconButton } from './button.tsx';
import styles from './notices.module.css';
import unseen from './unseen.module.css';

/** Messages at the edge of the window, and the voice that reads out what is not shown. */
export function Notices() {
  return (
    <>
      <Messages />
      <Voice />
    </>
  );
}

function Messages() {
  const { t } = useTranslation();
  const notices = useNotices((state) => state.notices);
  return (
    <div className={styles.region}>
      {notices.map(({ id, tone, text, details }) => (
        <div
          key={id}
          role={tone === 'problem' ? 'alert' : 'status'}
          className={styles.notice}
          data-tone={tone}
        >
          <div className={styles.body}>
            <p>{text}</p>
            {details.length > 0 && (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard.
              <ul className={styles.details} tabIndex={0}>
                {details.map((detail) => (
                  <li key={detail}>{detail}</li>
                ))}
              </ul>
            )}
          </div>
          <IconButton label={t('common.dismiss')} onPress={() => dismissNotice(id)}>
            <X size={16} />
          </IconButton>
        </div>
      ))}
    </div>
  );
}

/** What is read out, together with the panes, so that it costs no frame of its own. */
function Voice() {
  const announcement = useInNextFrame(useNotices, (state) => state.announcement);
  return (
    <>
      {/* Two places in turn, so that the same words twice are read twice. */}
      <div aria-live="polite" className={unseen.unseen}>
        {announcement.count % 2 === 0 ? announcement.text : ''}
      </div>
      <div aria-live="polite" className={unseen.unseen}>
        {announcement.count % 2 === 1 ? announcement.text : ''}
      </div>
    </>
  );
}
