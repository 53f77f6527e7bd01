/** Texts of the inbox and of following, in the four languages; they come with it. */
import type { NoticeView } from '../../model/notices/api.ts';
import type { Language } from '../../model/labels.ts';
import type { ProcessKind } from './process-texts.ts';
import type { TextsOf } from '../internal/strings/texts.ts';

const several = (count: number, one: string, many: (n: number) => string): string => (count === 1 ? one : many(count));

const en = {
  title: 'Inbox', parts: { inbox: 'Inbox', digest: 'Today', following: 'Following' }, views: 'Parts of the inbox', unread: (n: string) => `${n} unread`, isUnread: 'Unread', onlyUnread: 'Only unread', allRead: 'Mark all as read', markRead: 'Mark as read', saidRead: 'All is read.',
  says: {
    mention: (who: string, name: string) => `${who} mentions you: ${name}`, handover: (who: string, name: string) => `${who} hands over to you: ${name}`, alert: (name: string) => `Business declines: ${name}`,
    followed: (who: string, name: string, n: number) => several(n, `${who} changed ${name}`, (many) => `${who} changed ${name} ${many} times`), reminders: (n: number) => several(n, '1 new line on your list', (many) => `${many} new lines on your list`), comments: (n: number) => `${n} comments`,
  },
  kinds: { mention: 'Mention', handover: 'Handed over', alert: 'Alert', followed: 'Followed', reminders: 'List' } satisfies Record<Exclude<NoticeView['kind'], ProcessKind>, string>, somebody: 'Somebody',
  empty: 'Nothing here yet. Mentions, what is handed to you, alerts and changes of archives that you follow come here.', emptyUnread: 'Everything is read.', emptyFollowing: 'You follow no archive. “Follow” on a customer’s card tells you here what changes.', more: 'Show more', failed: 'This could not be done.',
  digest: { lead: (day: string) => `Your ${day}`, due: (n: string) => `${n} on your list`, fresh: (n: string) => `${n} new today`, unread: (n: string) => `${n} notices unread`, first: 'First on your list', empty: 'Nothing is due and nothing is unread. A good day.' },
  follow: 'Follow', following: 'Following', followOf: (name: string) => `Follow ${name}`, unfollow: 'Stop following', unfollowOf: (name: string) => `Stop following ${name}`, since: (day: string) => `since ${day}`, saidFollow: 'You will hear of changes in your inbox.', saidUnfollow: 'You follow it no longer.',
  mail: (address: string) => `One mail a day to ${address}`, mailAt: 'At', mailNone: 'The directory knows no mail address of yours.', mailAsAll: (hour: string) => `${hour} (as for all)`,
  decide: { title: 'Waiting for your decision', more: (n: string) => `more than ${n}`, wish: (scheme: string, value: string) => `${scheme}: ${value}`, by: (name: string, day: string) => `Asked for by ${name}, ${day}`, until: (day: string) => `until ${day}`, meanwhile: (level: string) => `${level} counts until then` },
  keys: 'Arrow keys walk, Enter opens, R marks as read.',
};
export type NoticeTexts = TextsOf<typeof en>;

const hans: NoticeTexts = {
  title: '收件箱', parts: { inbox: '收件箱', digest: '今日', following: '关注' }, views: '收件箱的各部分', unread: (n) => `${n} 条未读`, isUnread: '未读', onlyUnread: '仅未读', allRead: '全部标为已读', markRead: '标为已读', saidRead: '已全部标为已读。',
  says: {
    mention: (who, name) => `${who}提到了您：${name}`, handover: (who, name) => `${who}转交给您：${name}`, alert: (name) => `业务下滑：${name}`, followed: (who, name, n) => (n === 1 ? `${who}修改了${name}` : `${who}修改了${name}，共 ${n} 次`), reminders: (n) => `您的清单新增 ${n} 项`, comments: (n) => `${n} 条评论`,
  },
  kinds: { mention: '提及', handover: '转交', alert: '预警', followed: '关注', reminders: '清单' }, somebody: '某人',
  empty: '暂无通知。提及、转交、预警以及所关注档案的变化会出现在这里。', emptyUnread: '已全部读完。', emptyFollowing: '您还没有关注档案。在客户名片上点“关注”，变化会通知到这里。', more: '显示更多', failed: '未能完成。',
  digest: { lead: (day) => `${day}概览`, due: (n) => `清单上 ${n} 项`, fresh: (n) => `今日新增 ${n} 项`, unread: (n) => `${n} 条未读通知`, first: '清单之首', empty: '没有待办，也没有未读。今天真不错。' },
  follow: '关注', following: '已关注', followOf: (name) => `关注${name}`, unfollow: '取消关注', unfollowOf: (name) => `取消关注${name}`, since: (day) => `自${day}`, saidFollow: '变化会通知到您的收件箱。', saidUnfollow: '已取消关注。',
  decide: { title: '等待您审批', more: (n) => `超过 ${n}`, wish: (scheme, value) => `${scheme}：${value}`, by: (name, day) => `${name}，${day}提出`, until: (day) => `有效至${day}`, meanwhile: (level) => `批准前为${level}` },
  mail: (address) => `每天一封邮件发到 ${address}`, mailAt: '时间', mailNone: '通讯录中没有您的邮箱。', mailAsAll: (hour) => `${hour}（统一时间）`, keys: '方向键移动，Enter 打开，R 标为已读。',
};
const hant: NoticeTexts = {
  title: '收件匣', parts: { inbox: '收件匣', digest: '今日', following: '追蹤' }, views: '收件匣的各部分', unread: (n) => `${n} 則未讀`, isUnread: '未讀', onlyUnread: '僅未讀', allRead: '全部標為已讀', markRead: '標為已讀', saidRead: '已全部標為已讀。',
  says: {
    mention: (who, name) => `${who}提到了您：${name}`, handover: (who, name) => `${who}轉交給您：${name}`, alert: (name) => `業務下滑：${name}`, followed: (who, name, n) => (n === 1 ? `${who}修改了${name}` : `${who}修改了${name}，共 ${n} 次`), reminders: (n) => `您的清單新增 ${n} 項`, comments: (n) => `${n} 則留言`,
  },
  kinds: { mention: '提及', handover: '轉交', alert: '警示', followed: '追蹤', reminders: '清單' }, somebody: '某人',
  empty: '尚無通知。提及、轉交、警示以及所追蹤檔案的變化會出現在這裡。', emptyUnread: '已全部讀完。', emptyFollowing: '您還沒有追蹤檔案。在客戶名片上按「追蹤」，變化會通知到這裡。', more: '顯示更多', failed: '未能完成。',
  digest: { lead: (day) => `${day}概覽`, due: (n) => `清單上 ${n} 項`, fresh: (n) => `今日新增 ${n} 項`, unread: (n) => `${n} 則未讀通知`, first: '清單之首', empty: '沒有待辦，也沒有未讀。今天真不錯。' },
  follow: '追蹤', following: '已追蹤', followOf: (name) => `追蹤${name}`, unfollow: '取消追蹤', unfollowOf: (name) => `取消追蹤${name}`, since: (day) => `自${day}`, saidFollow: '變化會通知到您的收件匣。', saidUnfollow: '已取消追蹤。',
  decide: { title: '等待您核准', more: (n) => `超過 ${n}`, wish: (scheme, value) => `${scheme}：${value}`, by: (name, day) => `${name}，${day}提出`, until: (day) => `有效至${day}`, meanwhile: (level) => `核准前為${level}` },
  mail: (address) => `每天一封郵件寄到 ${address}`, mailAt: '時間', mailNone: '通訊錄中沒有您的電子郵件。', mailAsAll: (hour) => `${hour}（統一時間）`, keys: '方向鍵移動，Enter 開啟，R 標為已讀。',
};
const es: NoticeTexts = {
  title: 'Avisos', parts: { inbox: 'Avisos', digest: 'Hoy', following: 'Sigo' }, views: 'Partes de los avisos', unread: (n) => `${n} sin leer`, isUnread: 'Sin leer', onlyUnread: 'Solo sin leer', allRead: 'Marcar todo como leído', markRead: 'Marcar como leído', saidRead: 'Todo está leído.',
  says: {
    mention: (who, name) => `${who} te menciona: ${name}`, handover: (who, name) => `${who} te traspasa: ${name}`, alert: (name) => `Baja el negocio: ${name}`,
    followed: (who, name, n) => several(n, `${who} ha cambiado ${name}`, (many) => `${who} ha cambiado ${name} ${many} veces`), reminders: (n) => several(n, '1 línea nueva en tu lista', (many) => `${many} líneas nuevas en tu lista`), comments: (n) => `${n} comentarios`,
  },
  kinds: { mention: 'Mención', handover: 'Traspaso', alert: 'Alerta', followed: 'Seguido', reminders: 'Lista' }, somebody: 'Alguien',
  empty: 'Aún no hay nada. Aquí llegan menciones, traspasos, alertas y cambios de los expedientes que sigues.', emptyUnread: 'Todo está leído.', emptyFollowing: 'No sigues ningún expediente. «Seguir» en la ficha de un cliente te avisa aquí de sus cambios.', more: 'Mostrar más', failed: 'No se pudo hacer.',
  digest: { lead: (day) => `Tu ${day}`, due: (n) => `${n} en tu lista`, fresh: (n) => `${n} nuevos hoy`, unread: (n) => `${n} avisos sin leer`, first: 'Lo primero de tu lista', empty: 'Nada pendiente y nada sin leer. Buen día.' },
  follow: 'Seguir', following: 'Lo sigues', followOf: (name) => `Seguir a ${name}`, unfollow: 'Dejar de seguir', unfollowOf: (name) => `Dejar de seguir a ${name}`, since: (day) => `desde ${day}`, saidFollow: 'Los cambios te llegarán a los avisos.', saidUnfollow: 'Ya no lo sigues.',
  decide: { title: 'Espera tu decisión', more: (n) => `más de ${n}`, wish: (scheme, value) => `${scheme}: ${value}`, by: (name, day) => `Lo pide ${name}, ${day}`, until: (day) => `hasta el ${day}`, meanwhile: (level) => `hasta entonces vale ${level}` },
  mail: (address) => `Un correo al día a ${address}`, mailAt: 'A las', mailNone: 'El directorio no tiene tu dirección de correo.', mailAsAll: (hour) => `${hour} (como todos)`, keys: 'Las flechas recorren, Intro abre, R marca como leído.',
};

const TEXTS: Readonly<Record<Language, NoticeTexts>> = Object.freeze({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });
export const noticeTexts = (language: Language): NoticeTexts => TEXTS[language];
