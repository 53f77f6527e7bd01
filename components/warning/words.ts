/** A pinned warning in words: its kind, then what was written. */
import type { Language } from '../../model/labels.ts';
import type { Warning } from '../../model/warning.ts';
import { WARNING_LABELS } from '../../model/warning-words.ts';

export function warningText(language: Language, { kind, text }: Warning): string {
  const label = WARNING_LABELS[kind][language];
  if (kind === 'other') return text;
  return text === '' ? label : `${label}${language.startsWith('zh') ? '：' : ': '}${text}`;
}
