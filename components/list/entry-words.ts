/** What leads from the plain list to the register's tools and its keys, in four languages; the tools' own texts come with them. */
import type { Language } from '../../model/labels.ts';

export const TOOLS = ['views', 'filter', 'columns', 'group', 'export'] as const;
export type Tool = (typeof TOOLS)[number];

const WORDS: Readonly<Record<Language, Readonly<Record<Tool, string>>>> = {
  en: { views: 'Views', filter: 'Add a filter', columns: 'Columns', group: 'Group', export: 'Export' },
  'zh-Hans': { views: '视图', filter: '添加筛选', columns: '列', group: '分组', export: '导出' },
  'zh-Hant': { views: '檢視', filter: '新增篩選', columns: '欄位', group: '分組', export: '匯出' },
  es: { views: 'Vistas', filter: 'Añadir filtro', columns: 'Columnas', group: 'Agrupar', export: 'Exportar' },
};
const KEYS: Readonly<Record<Language, string>> = { en: 'Keys', 'zh-Hans': '快捷键', 'zh-Hant': '快速鍵', es: 'Teclas' };
export const keysWord = (language: Language): string => KEYS[language];
export const toolWord = (language: Language, tool: Tool): string => WORDS[language][tool];
