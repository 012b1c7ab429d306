import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

/** Sets the sentences up, at once: everything is in the bundle. */
void i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  // Said, or it looks with each sentence whether a key may be one of a namespace or a sentence itself.
  keySeparator: '.',
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
});

/**
 * A sentence outside of components, and in those that are drawn with every span: there is one language, and the hook
 * `useTranslation`, for all others, takes longer than the sentence.
 */
export const t = i18next.t.bind(i18next) as typeof i18next.t;
