/** What is said when somebody else changes the value one is in, in four languages; loaded when it happens. */
import type { Language } from '../../../model/labels.ts';
import type { TextsOf } from '../../internal/strings/texts.ts';

const en = {
  someone: 'Somebody',
  changed: (name: string, field: string, value: string) => `${name} changed ${field} to ${value}.`,
  cleared: (name: string, field: string) => `${name} cleared ${field}.`,
  added: (name: string, field: string, values: string) => `${name} added ${values} to ${field}.`,
  removed: (name: string, field: string, values: string) => `${name} took ${values} out of ${field}.`,
  wrote: (name: string) => `${name} changed the text you are in.`,
  rowDeleted: (name: string) => `${name} deleted the row you were in.`,
  undo: 'Undo',
  keep: 'Keep',
  take: (value: string) => `Take ${value} instead of mine`,
  takeEmpty: 'Leave it empty',
  bringBack: 'Bring it back',
  tab: 'Tab leads to Undo.',
};
export type ToldTexts = TextsOf<typeof en>;

const TEXTS: Readonly<Record<Language, ToldTexts>> = Object.freeze({
  en,
  'zh-Hans': {
    someone: '有人',
    changed: (name, field, value) => `${name} 将“${field}”改为 ${value}。`,
    cleared: (name, field) => `${name} 清空了“${field}”。`,
    added: (name, field, values) => `${name} 在“${field}”中添加了 ${values}。`,
    removed: (name, field, values) => `${name} 从“${field}”中去掉了 ${values}。`,
    wrote: (name) => `${name} 更改了您正在编辑的文本。`,
    rowDeleted: (name) => `${name} 删除了您所在的行。`,
    undo: '撤销',
    keep: '保留',
    take: (value) => `不用我的，采用 ${value}`,
    takeEmpty: '保持为空',
    bringBack: '恢复此行',
    tab: '按 Tab 键可到“撤销”。',
  },
  'zh-Hant': {
    someone: '有人',
    changed: (name, field, value) => `${name} 將「${field}」改為 ${value}。`,
    cleared: (name, field) => `${name} 清空了「${field}」。`,
    added: (name, field, values) => `${name} 在「${field}」中加入了 ${values}。`,
    removed: (name, field, values) => `${name} 從「${field}」中移除了 ${values}。`,
    wrote: (name) => `${name} 變更了您正在編輯的文字。`,
    rowDeleted: (name) => `${name} 刪除了您所在的列。`,
    undo: '復原',
    keep: '保留',
    take: (value) => `不用我的，採用 ${value}`,
    takeEmpty: '留空',
    bringBack: '還原此列',
    tab: '按 Tab 鍵可到「復原」。',
  },
  es: {
    someone: 'Alguien',
    changed: (name, field, value) => `${name} cambió ${field} a ${value}.`,
    cleared: (name, field) => `${name} vació ${field}.`,
    added: (name, field, values) => `${name} añadió ${values} a ${field}.`,
    removed: (name, field, values) => `${name} quitó ${values} de ${field}.`,
    wrote: (name) => `${name} cambió el texto en el que estás.`,
    rowDeleted: (name) => `${name} eliminó la fila en la que estabas.`,
    undo: 'Deshacer',
    keep: 'Conservar',
    take: (value) => `Usar ${value} en lugar de lo mío`,
    takeEmpty: 'Dejarlo vacío',
    bringBack: 'Recuperarla',
    tab: 'Con Tab llegas a Deshacer.',
  },
});

export const toldTexts = (language: Language): ToldTexts => TEXTS[language];
