/** What the site holds and in which order: groups of slugs. A slug is a page's path below its language, `pages/<lang>/<slug>.md`; titles come from the pages. */
import type { Labels } from '../model/labels.ts';

export interface NavGroup {
  readonly title: Labels;
  /** `components/<tag>` is made from the manifest, `reference/<name>` from `docs/<name>.md`; all others are files in `pages/`. */
  readonly slugs: readonly string[];
}

export const NAV: readonly NavGroup[] = [
  {
    title: { en: 'Start', 'zh-Hans': '开始', 'zh-Hant': '開始', es: 'Empezar' },
    slugs: ['index', 'theming'],
  },
  {
    title: { en: 'Elements for a customer’s page', 'zh-Hans': '客户页面的元素', 'zh-Hant': '客戶頁面的元素', es: 'Elementos para la página de un cliente' },
    slugs: [
      'components/customer-card', 'components/contact-timeline', 'components/archive-form', 'components/classification-badge', 'components/transaction-ledger',
      'components/relation-map', 'components/archive-files', 'components/archive-history', 'components/record-comments', 'components/archive-access', 'components/correction-case', 'components/aml-sheet',
    ],
  },
  {
    title: { en: 'Elements around it', 'zh-Hans': '会话与状态', 'zh-Hant': '工作階段與狀態', es: 'Elementos de alrededor' },
    slugs: ['components/archive-session', 'components/sync-status', 'components/presence-stack', 'components/dossier-frame'],
  },
  {
    title: { en: 'Elements for the day’s work', 'zh-Hans': '日常工作的元素', 'zh-Hant': '日常工作的元素', es: 'Elementos para el trabajo diario' },
    slugs: ['components/customer-list', 'components/customer-create', 'components/reminder-list', 'components/notice-inbox', 'components/customer-analysis'],
  },
  {
    title: { en: 'Elements for data and order', 'zh-Hans': '数据与管理的元素', 'zh-Hant': '資料與管理的元素', es: 'Elementos para datos y orden' },
    slugs: [
      'components/import-assistant', 'components/cleaning-bench', 'components/duplicate-review', 'components/dossier-admin', 'components/policy-page', 'components/hand-over', 'components/audit-log',
      'components/wall-list', 'components/emergency-access', 'components/emergency-review', 'components/subject-desk', 'components/sign-in-list',
    ],
  },
  {
    title: { en: 'Reference', 'zh-Hans': '参考', 'zh-Hant': '參考', es: 'Referencia' },
    slugs: [
      'reference/operations', 'reference/api', 'reference/rights', 'reference/policy', 'reference/access', 'reference/frames', 'reference/customise', 'reference/classification', 'reference/schemes', 'reference/analysis', 'reference/rates',
      'reference/register', 'reference/mass-update', 'reference/paste', 'reference/files', 'reference/ledger-and-comments', 'reference/validation', 'reference/import', 'reference/cleaning', 'reference/duplicates', 'reference/export',
      'reference/reminders', 'reference/channels', 'reference/corrections', 'reference/handover', 'reference/privacy', 'reference/terms', 'reference/erasure', 'reference/audit', 'reference/samples', 'reference/coverage', 'reference/benchmarks',
    ],
  },
];
