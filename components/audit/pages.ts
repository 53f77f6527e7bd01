/** What somebody looked at through a broken glass, by the route that the chain names, in words. */
import type { Labels, Language } from '../../model/labels.ts';

const t = (en: string, hans: string, hant: string, es: string): Labels => ({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });
const PAGES: Readonly<Record<string, Labels>> = {
  '': t('overview', '概览', '概覽', 'resumen'), overview: t('overview', '概览', '概覽', 'resumen'), access: t('who sees it', '谁能看到', '誰能看到', 'quién lo ve'), history: t('history', '历史', '歷程', 'historial'),
  files: t('files', '文件', '檔案', 'archivos'), transactions: t('transactions', '交易', '交易', 'operaciones'), missing: t('what is missing', '缺少的内容', '缺少的內容', 'lo que falta'), follow: t('whether it is followed', '是否关注', '是否追蹤', 'si se sigue'),
  state: t('state', '状态', '狀態', 'estado'), relations: t('relations', '关系', '關係', 'relaciones'), comments: t('comments', '评论', '留言', 'comentarios'), classes: t('classes', '分级', '分級', 'clases'),
};

/** Null: it is no route, but the id of a thing. */
export function pageWord(object: string, language: Language): string | null {
  if (!object.startsWith('/api/')) return null;
  const rest = /^\/api\/archives\/[:{]id\}?\/?(.*)$/.exec(object)?.[1] ?? object;
  return PAGES[rest.split('/')[0] ?? '']?.[language] ?? rest;
}
