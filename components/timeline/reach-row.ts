/** The customer's numbers and addresses as links under the timeline's title, and what is due: both lead to a note. What following one means for the note is left to `calls.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ContactPoint, DueItem } from '../../model/overview.ts';
import type { Language } from '../../model/labels.ts';
import { reachable } from '../../model/warning.ts';
import { wayTo } from '../internal/reach.ts';
import type { CustomerPerson } from './contact-years.ts';
import type { FullDigest } from './timeline-data.ts';
import { nearDay, clockTime } from './dates.ts';
import type { Reader } from './entry-view.ts';
import { icon } from './icons.ts';
import { parseLocalTime } from './local-time.ts';
import { say } from './texts.ts';

/** One way, of the customer (`person` null) or of one of its people. */
export interface Contact { readonly point: ContactPoint; readonly person: string | null; readonly name: string }

/** The customer's first, then those of its people; none where nobody is to reach them. */
export const contactsOf = (digest: FullDigest | null, people: readonly CustomerPerson[]): readonly Contact[] => (digest === null || reachable(digest).kind === 'stopped' ? [] : [
  ...digest.contacts.map((point) => ({ point, person: null, name: digest.name })),
  ...people.flatMap(({ id, name, contacts }) => contacts.map((point) => ({ point, person: id, name }))),
]);

/** WeChat opens nobody's chat from outside, so the id goes along. Answers what to tell. */
export async function copyId(value: string, language: Language): Promise<string> {
  try {
    await navigator.clipboard.writeText(value);
    return say(language, 'copied', { value });
  } catch {
    return say(language, 'notCopied', { value }); // an intranet without https has no clipboard: the id is said, and can be typed
  }
}

/** Shown before "2 more". */
const MOST = 4;
const APPS: Readonly<Record<string, string>> = { whatsapp: 'WhatsApp', line: 'LINE', wechat: 'WeChat' };

export interface ReachRow {
  readonly reader: Reader;
  readonly contacts: readonly Contact[];
  readonly all: boolean;
  readonly showAll: () => void;
  readonly follow: (contact: Contact, channel: string) => void;
}

export function reachRow({ reader: { language }, contacts, all, showAll, follow }: ReachRow): TemplateResult | typeof nothing {
  const ways = contacts.flatMap((contact) => {
    const way = wayTo(contact.point);
    return way === null ? [] : [{ contact, way }];
  });
  if (ways.length === 0) return nothing;
  const shown = all ? ways : ways.slice(0, MOST);
  return html`<div class="reach no-print" role="group" aria-label=${say(language, 'reach')}>
    ${shown.map(({ contact, way }) => {
      const { point: { kind, value }, name, person } = contact;
      const app = kind === 'wechat' && language.startsWith('zh') ? '微信' : APPS[kind];
      const label = app === undefined ? say(language, way.channel === 'email' ? 'write' : 'call', { value }) : say(language, 'chat', { app, value });
      return html`<a class="chip" href=${way.href} data-channel=${way.channel} target=${way.href.startsWith('https:') ? '_blank' : nothing} rel=${way.href.startsWith('https:') ? 'noopener noreferrer' : nothing}
        title=${label} @click=${() => follow(contact, way.channel)}>${icon(way.channel)}<span class="visually-hidden">${label}${person === null ? '' : `, ${name}`}</span><span class="value" aria-hidden="true">${
        person === null ? '' : html`<b>${name}</b> `}${app === undefined ? value : html`${app}`}</span></a>`;
    })}
    ${shown.length < ways.length ? html`<button type="button" class="link" @click=${showAll}>${say(language, 'more', { n: ways.length - shown.length })}</button>` : nothing}
  </div>`;
}

export function dueStrip(due: readonly DueItem[], reader: Reader, note: ((item: DueItem) => void) | null): TemplateResult | typeof nothing {
  const { language, today } = reader;
  if (due.length === 0 || reader.discreet) return nothing;
  return html`<ul class="dues no-print" aria-label=${say(language, 'due')}>
    ${due.slice(0, 3).map((item) => {
      const time = parseLocalTime(item.date);
      const day = time === null ? item.date : `${nearDay(time.date, today, language)} ${clockTime(time, language)}`.trim();
      // its own full stop would end the sentence twice
      const what = [day, item.text.trim().replace(/[.。．]$/u, ''), item.person?.name].filter(Boolean).join(language.startsWith('zh') ? '，' : ', ');
      return html`<li class=${time !== null && time.date <= today ? 'late' : ''}>${note === null
        ? html`<span>${icon('next')}${what}</span>`
        : html`<button type="button" class="due-item" aria-label=${say(language, 'dueNote', { what })} @click=${() => note(item)}>${icon('next')}<span>${what}</span>${icon('edit')}</button>`}</li>`;
    })}
  </ul>`;
}
