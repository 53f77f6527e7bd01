/** How a notice looks: a sentence, the words of whoever wrote, when; unread ones stand out by a dot and by weight. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { commentParts } from '../../model/comments.ts';
import type { NoticeView } from '../../model/notices/api.ts';
import type { Language } from '../../model/labels.ts';
import { called } from '../internal/called.ts';
import { formatTime } from '../internal/formats.ts';
import type { Session } from '../internal/session.ts';
import { colleagueName } from '../list/directory.ts';
import { noticeIcon } from './icons.ts';
import { processLabel, processSentence } from './process-texts.ts';
import type { NoticeTexts } from './texts.ts';

/** Longer words are read where they stand. */
const LONGEST = 160;

export function sentence({ kind, by, name, count }: NoticeView, t: NoticeTexts, language: Language): string {
  const who = by === null ? t.somebody : called(by, language);
  const what = name ?? '';
  switch (kind) {
    case 'mention': return t.says.mention(who, what);
    case 'handover': return t.says.handover(who, what);
    case 'alert': return t.says.alert(what);
    case 'followed': return t.says.followed(who, what, count);
    case 'reminders': return t.says.reminders(count);
    default: return processSentence(kind, language, { who, name: what, n: count }) ?? '';
  }
}

export interface NoticeRow {
  readonly notice: NoticeView;
  readonly session: Session;
  readonly language: Language;
  readonly t: NoticeTexts;
  readonly off: boolean;
  readonly update: () => void;
  readonly open: () => void;
  readonly read: () => void;
}

export function noticeRow({ notice, session, language, t, off, update, open, read }: NoticeRow): TemplateResult {
  const { id, kind, text, at } = notice;
  const words = text === null ? '' : plain(text, session, update);
  return html`<li class="item ${notice.read ? '' : 'new'}" data-notice=${id}>
    <button type="button" class="opens ${kind}" @click=${open}>${noticeIcon(kind)}<span>
      <span class="says">${notice.read ? nothing : html`<span class="visually-hidden">${t.isUnread}: </span>`}${sentence(notice, t, language)}</span>
      ${words === '' ? nothing : html`<span class="text"><bdi>${words}</bdi></span>`}
      <span class="at"><time datetime=${at}>${formatTime(language, Date.parse(at))}</time> · ${processLabel(kind, language) ?? t.kinds[kind as keyof NoticeTexts['kinds']]}</span></span></button>
    ${notice.read ? nothing : html`<button type="button" class="button quiet icon mark" aria-label=${t.markRead} title=${t.markRead} ?disabled=${off} @click=${read}>${noticeIcon('read')}</button>`}
  </li>`;
}

/** Mentions by their names. */
function plain(text: string, session: Session, update: () => void): string {
  const words = commentParts(text).map((part) => (part.kind === 'mention' ? `@${colleagueName(session, part.person, update) ?? part.person}` : part.text)).join('').trim();
  const letters = [...words];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')}…` : words;
}
