import { useTranslation } from 'react-i18next';
import {
  DISCONTINUOUS_POLICIES,
  OVERLAP_POLICIES,
  SENTENCE_RULES,
  TOKEN_EDGE_POLICIES,
  TOKEN_RULES,
  WRITTEN_UNITS,
} from '#model/export-choice.ts';
import { Select } from '../../ui/field.tsx';
import type { FormatDraft } from './draft.ts';

/** The choices that are one of a few. */
export const POLICIES = ['tokens', 'sentences', 'tokenEdges', 'overlap', 'discontinuous', 'unit'] as const;
export type Policy = (typeof POLICIES)[number];

interface PolicySelectProps {
  readonly policy: Policy;
  readonly draft: FormatDraft;
  readonly onChange: (change: Partial<FormatDraft>) => void;
}

/** One such choice; what it is where nothing was chosen is what the backend takes then. */
export function PolicySelect({ policy, draft, onChange }: PolicySelectProps) {
  const { t } = useTranslation();
  switch (policy) {
    case 'tokens':
      return (
        <Select
          label={t('exporting.tokens')}
          value={draft.tokens ?? 'words'}
          options={TOKEN_RULES.map((value) => ({ value, name: t(`exporting.tokenRules.${value}`) }))}
          onChange={(tokens) => onChange({ tokens })}
        />
      );
    case 'sentences':
      return (
        <Select
          label={t('exporting.sentences')}
          value={draft.sentences ?? 'found'}
          options={SENTENCE_RULES.map((value) => ({ value, name: t(`exporting.sentenceRules.${value}`) }))}
          onChange={(sentences) => onChange({ sentences })}
        />
      );
    case 'tokenEdges':
      return (
        <Select
          label={t('exporting.tokenEdges')}
          value={draft.tokenEdges ?? 'split'}
          options={TOKEN_EDGE_POLICIES.map((value) => ({ value, name: t(`exporting.edges.${value}`) }))}
          onChange={(tokenEdges) => onChange({ tokenEdges })}
        />
      );
    case 'overlap':
      return (
        <Select
          label={t('exporting.overlap')}
          value={draft.overlap ?? 'outermost'}
          options={OVERLAP_POLICIES.map((value) => ({ value, name: t(`exporting.overlaps.${value}`) }))}
          onChange={(overlap) => onChange({ overlap })}
        />
      );
    case 'discontinuous':
      return (
        <Select
          label={t('exporting.discontinuous')}
          value={draft.discontinuous ?? 'leave-out'}
          options={DISCONTINUOUS_POLICIES.map((value) => ({ value, name: t(`exporting.gaps.${value}`) }))}
          onChange={(discontinuous) => onChange({ discontinuous })}
        />
      );
    case 'unit':
      return (
        <Select
          label={t('exporting.unit')}
          value={draft.unit ?? 'utf-16'}
          options={WRITTEN_UNITS.map((value) => ({ value, name: t(`exporting.units.${value}`) }))}
          onChange={(unit) => onChange({ unit })}
        />
      );
  }
}
