/** A file in the history: which field it is a paper of, its name, and how long it holds. Its words stand here. */
import type { HistoryItem, HistoryFile } from '../../model/api.ts';
import type { Labels } from '../../model/labels.ts';
import { formatDate } from '../internal/formats.ts';
import type { Wording } from './labels.ts';

export type FileItem = Extract<HistoryItem, { readonly kind: 'file' }>;

const FILE: Labels = { en: 'File', 'zh-Hans': '文件', 'zh-Hant': '檔案', es: 'Fichero' };
const UNTIL: Labels = { en: 'valid until {date}', 'zh-Hans': '有效期至{date}', 'zh-Hant': '有效期至{date}', es: 'válido hasta el {date}' };

/** The field it belongs to, or just that it is a file. */
export function fileLabel({ old, new: now }: FileItem, { catalogue, language }: Pick<Wording, 'catalogue' | 'language'>): string {
  const kind = (now ?? old)?.kind;
  return catalogue.fields.find(({ key, kind: each }) => each === 'files' && key === kind)?.label ?? FILE[language];
}

/** `licence.pdf, valid until 30 Jun 2027`; empty for a file that is not there. */
export function fileText(file: HistoryFile | null, { language }: Pick<Wording, 'language'>): string {
  if (file === null) return '';
  const until = file.validUntil === null ? '' : UNTIL[language].replace('{date}', formatDate(language, file.validUntil));
  return until === '' ? file.name : `${file.name}${language.startsWith('zh') ? '，' : ', '}${until}`;
}
