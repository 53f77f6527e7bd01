/** What a digest says, in four languages: how many, and where to go on. Names of customers only where somebody has allowed them. */
import type { Language } from '../../../model/labels.ts';
import type { Message } from './channel.ts';

/** Of one person on one day. */
export interface DayDigest {
  readonly overdue: number;
  readonly today: number;
  /** Due within the next seven days. */
  readonly week: number;
  /** Notices that were not read. */
  readonly unread: number;
  /** Customers that are due, the most urgent first. */
  readonly customers: readonly string[];
}

/** More are behind the link. */
const MOST_NAMES = 10;
/** Chats take a few thousand bytes. */
const LONGEST_NAME = 60;

interface Words {
  readonly title: (count: number) => string;
  readonly quiet: string;
  readonly overdue: (n: number) => string;
  readonly today: (n: number) => string;
  readonly week: (n: number) => string;
  readonly unread: (n: number) => string;
  readonly more: (n: number) => string;
  readonly link: string;
  readonly testTitle: string;
  readonly test: string;
}
const WORDS: Readonly<Record<Language, Words>> = Object.freeze({
  en: {
    title: (n) => (n === 1 ? 'Dossier: 1 customer is due' : `Dossier: ${n} customers are due`), quiet: 'Dossier: news for you', overdue: (n) => `Overdue: ${n}`, today: (n) => `Due today: ${n}`, week: (n) => `In the next seven days: ${n}`,
    unread: (n) => `Notices not read: ${n}`, more: (n) => `and ${n} more`, link: 'Open today’s list', testTitle: 'Dossier: a test', test: 'This channel works. From now on what is due comes here.',
  },
  'zh-Hans': { title: (n) => `客户档案：${n} 位客户待跟进`, quiet: '客户档案：有新通知', overdue: (n) => `已逾期：${n}`, today: (n) => `今天到期：${n}`, week: (n) => `未来七天：${n}`, unread: (n) => `未读通知：${n}`, more: (n) => `另有 ${n} 位`, link: '打开今日清单', testTitle: '客户档案：测试', test: '此渠道可用，待办提醒将发送到这里。' },
  'zh-Hant': { title: (n) => `客戶檔案：${n} 位客戶待跟進`, quiet: '客戶檔案：有新通知', overdue: (n) => `已逾期：${n}`, today: (n) => `今天到期：${n}`, week: (n) => `未來七天：${n}`, unread: (n) => `未讀通知：${n}`, more: (n) => `另有 ${n} 位`, link: '開啟今日清單', testTitle: '客戶檔案：測試', test: '此管道可用，待辦提醒將傳送到這裡。' },
  es: {
    title: (n) => (n === 1 ? 'Dossier: 1 cliente pendiente' : `Dossier: ${n} clientes pendientes`), quiet: 'Dossier: hay avisos', overdue: (n) => `Atrasados: ${n}`, today: (n) => `Para hoy: ${n}`, week: (n) => `En los próximos siete días: ${n}`,
    unread: (n) => `Avisos sin leer: ${n}`, more: (n) => `y ${n} más`, link: 'Abrir la lista de hoy', testTitle: 'Dossier: una prueba', test: 'Este canal funciona. Lo pendiente llegará aquí.',
  },
});

/** Null: there is nothing to say today. */
export function digestMessage(digest: DayDigest, { language, names, href }: { readonly language: Language; readonly names: boolean; readonly href: string }): Message | null {
  const t = WORDS[language];
  const due = digest.overdue + digest.today;
  if (due + digest.week + digest.unread === 0) return null;
  const named = names ? digest.customers.slice(0, MOST_NAMES) : [];
  const left = names ? digest.customers.length - named.length : 0;
  const counts = (['overdue', 'today', 'week', 'unread'] as const).flatMap((key) => (digest[key] === 0 ? [] : [t[key](digest[key])]));
  return { title: due === 0 ? t.quiet : t.title(due), lines: [...counts, ...named.map((name) => `· ${[...name].slice(0, LONGEST_NAME).join('')}`), ...(left > 0 ? [t.more(left)] : [])], link: { text: t.link, href } };
}

export const testMessage = (language: Language, href: string): Message => ({ title: WORDS[language].testTitle, lines: [WORDS[language].test], link: { text: WORDS[language].link, href } });
