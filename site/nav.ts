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
    // the ten that people need most, in all four languages: one for each person the product is made for, and what all of them ask
    title: { en: 'For those who use it', 'zh-Hans': '使用指南', 'zh-Hant': '使用指南', es: 'Para quien lo usa' },
    slugs: [
      'guide/start', // the intranet's developer: from nothing to a card
      'guide/day', // salespeople: what to do first
      'guide/together', // everybody who writes: what happens to my text
      'guide/contacts', // sales, reception, telephone: a line, and what reminds
      'guide/classes', // managers: why this class
      'guide/access', // everybody: why do I not see it, and how do I ask
      'guide/elsewhere', // managers and writers of pages: the badge in other tools
      'guide/import', // stewards, and who lives in a spreadsheet
      'guide/privacy', // compliance and service: something is wrong, somebody asks
      'guide/administrator', // who sets it up
    ],
  },
  {
    title: { en: 'Recipes', 'zh-Hans': '接入示例', 'zh-Hant': '串接範例', es: 'Recetas' },
    slugs: ['recipes/plain', 'recipes/tokens', 'recipes/react', 'recipes/vue', 'recipes/angular', 'recipes/jquery', 'recipes/wordpress', 'recipes/wikis', 'recipes/frames'],
  },
  {
    title: { en: 'Operating', 'zh-Hans': '运维', 'zh-Hant': '維運', es: 'Operación' },
    slugs: ['operate'],
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
      'reference/operations', 'reference/nodes', 'reference/api', 'reference/rights', 'reference/policy', 'reference/access', 'reference/frames', 'reference/customise', 'reference/classification', 'reference/schemes', 'reference/analysis', 'reference/rates',
      'reference/register', 'reference/mass-update', 'reference/paste', 'reference/files', 'reference/ledger-and-comments', 'reference/validation', 'reference/import', 'reference/cleaning', 'reference/duplicates', 'reference/export',
      'reference/reminders', 'reference/channels', 'reference/corrections', 'reference/handover', 'reference/privacy', 'reference/terms', 'reference/erasure', 'reference/audit', 'reference/samples', 'reference/coverage', 'reference/benchmarks',
    ],
  },
];
