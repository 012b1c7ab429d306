import { useTranslation } from 'react-i18next';
import { Disclosure } from '../../ui/disclosure.tsx';
import { TextField } from '../../ui/field.tsx';
import form from '../../ui/form.module.css';
import type { CardChoice } from './draft.ts';
import styles from './export-dialog.module.css';

interface CardSectionProps {
  readonly card: CardChoice | undefined;
  readonly onChange: (card: CardChoice) => void;
}

/** What a dataset card says that the documents do not. */
export function CardSection({ card = {}, onChange }: CardSectionProps) {
  const { t } = useTranslation();
  const set = (key: keyof CardChoice) => (text: string) => {
    const { [key]: _, ...rest } = card;
    onChange(text === '' ? rest : { ...rest, [key]: text });
  };
  const filled = [card.name, card.licence, card.licenceLink, card.provenance].filter((text) => text);
  return (
    <Disclosure
      title={t('exporting.card')}
      summary={filled.length === 0 ? t('exporting.cardEmpty') : filled.join(' · ')}
    >
      <p className={styles.hint}>{t('exporting.cardHint')}</p>
      <div className={form.controls}>
        <TextField label={t('exporting.cardName')} value={card.name ?? ''} onChange={set('name')} />
        <TextField label={t('exporting.licence')} value={card.licence ?? ''} onChange={set('licence')} />
        <TextField
          label={t('exporting.licenceLink')}
          value={card.licenceLink ?? ''}
          onChange={set('licenceLink')}
        />
      </div>
      <div className={styles.below}>
        <TextField
          label={t('exporting.provenance')}
          value={card.provenance ?? ''}
          onChange={set('provenance')}
          multiline
        />
      </div>
    </Disclosure>
  );
}
