import { useTranslation } from 'react-i18next';
import type { FormatSummary } from '../../client/bridge.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import form from '../../ui/form.module.css';
import type { FormatDraft } from './draft.ts';
import styles from './export-dialog.module.css';
import { POLICIES, PolicySelect } from './policy-select.tsx';

interface WritingSectionProps {
  readonly format: FormatSummary;
  readonly draft: FormatDraft;
  readonly onChange: (change: Partial<FormatDraft>) => void;
}

/** The choices of this format alone; nothing where it has none. */
export function WritingSection({ format, draft, onChange }: WritingSectionProps) {
  const { t } = useTranslation();
  const policies = POLICIES.filter((policy) => format.choices.includes(policy));
  const guards = format.choices.includes('spreadsheetSafe');
  if (policies.length === 0 && !guards) return null;
  const chosen = [
    ...(draft.tokens === undefined ? [] : [t(`exporting.tokenRules.${draft.tokens}`)]),
    ...(draft.sentences === undefined ? [] : [t(`exporting.sentenceRules.${draft.sentences}`)]),
    ...(draft.unit === undefined ? [] : [t(`exporting.units.${draft.unit}`)]),
  ];
  return (
    <Disclosure title={t('exporting.writing')} summary={policies.length > 0 ? chosen.join(', ') : ''}>
      {policies.length > 0 && (
        <div className={form.controls}>
          {policies.map((policy) => (
            <PolicySelect key={policy} policy={policy} draft={draft} onChange={onChange} />
          ))}
        </div>
      )}
      {guards && (
        <>
          <CheckBox
            isSelected={draft.spreadsheetSafe ?? true}
            onChange={(spreadsheetSafe) => onChange({ spreadsheetSafe })}
          >
            {t('exporting.spreadsheetSafe')}
          </CheckBox>
          <p className={styles.hint}>{t('exporting.spreadsheetSafeHint')}</p>
        </>
      )}
      {format.choices.includes('byteOrderMark') && (
        <CheckBox
          isSelected={draft.byteOrderMark ?? false}
          onChange={(byteOrderMark) => onChange({ byteOrderMark })}
        >
          {t('exporting.byteOrderMark')}
        </CheckBox>
      )}
    </Disclosure>
  );
}
