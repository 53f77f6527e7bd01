/** Dictionaries of fields that the product adds, D-90 on. Order of texts: English, 简体中文, 繁體中文, español. */
import { WARNING_KINDS, WARNING_LABELS } from '../../warning-words.ts';
import { list, t } from '../row.ts';
import type { Dictionary } from '../types.ts';

export const D90_ON: readonly Dictionary[] = [
  list('D-90', t('Kind of warning', '提醒类型', '提醒類型', 'Clase de aviso'), 'fixed', WARNING_KINDS.map((key) => ({ key, label: WARNING_LABELS[key] }))),
];
