import { useState } from 'react';
import { Toolbar } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Scheme } from '#model/scheme.ts';
import { TextField } from '../../ui/field.tsx';
import { LinkPicker } from '../../ui/link-picker.tsx';
import { ChoiceButton } from './choice-button.tsx';
import { answerAttribute, finish, type TaggingStep } from './flow.ts';
import { choicesOf, NONE_KEY } from './flow-keys.ts';
import styles from './tagging-bar.module.css';

type Step = Extract<TaggingStep, { readonly is: 'attribute' }>;

/** Asks for one attribute: a choice by key, a link by finding it, a text by typing it. Enter skips, Escape stops asking. */
export function AttributeStep({ step, scheme }: { readonly step: Step; readonly scheme: Scheme }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const { attribute, fragments, target } = step;
  const skip = (): void => answerAttribute(null);
  const name = t('tagging.attribute', { attribute: attribute.name, layer: step.layer.name });

  if (attribute.type === 'link' || attribute.type === 'links') {
    return (
      <div className={styles.picker}>
        <LinkPicker
          label={name}
          attribute={attribute}
          scheme={scheme}
          near={fragments}
          self={target.id}
          onPick={(link) => answerAttribute({ is: 'links', links: [link] })}
          onSkip={(stops) => (stops ? finish() : skip())}
          foot={(take) => (
            <div className={styles.row}>
              <ChoiceButton hotkey="Enter" onPress={take ?? skip}>
                {t(take ? 'tagging.take' : 'tagging.skip')}
              </ChoiceButton>
            </div>
          )}
        />
      </div>
    );
  }
  if (attribute.type === 'text') {
    const answer = (): void =>
      answerAttribute(typed.trim() ? { is: 'values', values: [typed.trim()] } : null);
    return (
      <div
        className={styles.picker}
        onKeyDownCapture={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === 'Enter') answer();
          else finish();
        }}
      >
        <TextField label={name} hideLabel value={typed} onChange={setTyped} autoFocus />
      </div>
    );
  }
  const choices = choicesOf(attribute, { yes: t('inspector.yes'), no: t('inspector.no') });
  return (
    <Toolbar
      aria-label={name}
      orientation="vertical"
      className={(choices.length > 6 ? styles.columns : styles.column) ?? ''}
    >
      {choices.map((choice) => (
        <ChoiceButton
          key={choice.id}
          hotkey={choice.key}
          onPress={() => answerAttribute({ is: 'values', values: [choice.id] })}
        >
          {choice.name}
        </ChoiceButton>
      ))}
      <ChoiceButton hotkey={NONE_KEY} onPress={() => answerAttribute({ is: 'none' })}>
        {t('tagging.none')}
      </ChoiceButton>
      <ChoiceButton hotkey="Enter" first onPress={skip}>
        {t('tagging.skip')}
      </ChoiceButton>
    </Toolbar>
  );
}
