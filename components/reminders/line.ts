/** How one line looks: the customer, why, until when, what it is worth, how to reach them, and what can be done. What doing means is the list's. */
import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import type { LineDigest } from '../../model/overview.ts';
import type { ReasonRef, ReminderLine } from '../../model/reminders/api.ts';
import { ACTION_NAMES, reasonText } from '../../model/reminders/texts.ts';
import { reachable } from '../../model/warning.ts';
import { formatMoney } from '../internal/formats.ts';
import { wayTo } from '../internal/reach.ts';
import { daysTo, isOffline, nearDay } from './host.ts';
import type { ListHost } from './host.ts';
import { icon } from './icons.ts';

export interface LineView {
  readonly line: ReminderLine;
  /** Of the customer, as far as it is here: how to reach them. */
  readonly digest: LineDigest | null;
  /** The most that a line of the list is worth. */
  readonly most: number;
  /** Of a department: whose it is. */
  readonly whose: boolean;
  readonly busy: boolean;
  readonly opened: 'snooze' | 'handover' | null;
  readonly panel: unknown;
  readonly open: () => void;
  readonly done: (reason?: ReasonRef) => void;
  readonly toggle: (what: 'snooze' | 'handover') => void;
}

const APPS: Readonly<Record<string, string>> = { whatsapp: 'WhatsApp', line: 'LINE', wechat: 'WeChat' };
/** More ways are on the card. */
const MOST_WAYS = 3;

export function lineRow(view: LineView, host: ListHost): TemplateResult {
  const { line, most, opened, busy } = view;
  const { t, language } = host;
  const off = busy || isOffline(host);
  const act = (what: 'snooze' | 'handover', name: 'later' | 'give', label: string): TemplateResult => html`<button type="button" class="button ${what}" aria-expanded=${opened === what ? 'true' : 'false'} ?disabled=${off} @click=${() => view.toggle(what)}>${icon(name)}${label}</button>`;
  return html`<li class="line" data-archive=${line.archive} aria-label=${line.name}>
    <button type="button" class="name" @click=${view.open}><bdi>${line.name}</bdi></button>
    ${worth(line, most, host)}
    ${when(line, host)}
    <ul class="reasons">${line.reasons.map((reason) => {
      const text = reasonText(reason, language);
      return html`<li class="reason"><span class="what">${text}</span> ${line.reasons.length > 1 && line.mayAct ? html`<button type="button" class="link done-one" aria-label=${t.doneOne(text)} ?disabled=${off} @click=${() => view.done(reason)}>${t.done}</button>` : nothing}</li>`;
    })}</ul>
    ${state(view, host)}
    <div class="foot-row">
      ${reach(view, host)}
      ${line.mayAct ? html`<div class="acts"><button type="button" class="button done" ?disabled=${off} @click=${() => view.done()}>${icon('done')}${t.done}</button>${act('snooze', 'later', t.snooze)}${act('handover', 'give', t.handOver)}</div>` : nothing}
    </div>
    ${view.panel ?? nothing}
  </li>`;
}

function when({ next, due, urgency }: ReminderLine, host: ListHost): TemplateResult {
  const { t, today } = host;
  const late = daysTo(due, today);
  const action = ACTION_NAMES[next.action][host.language];
  // of what is late it counts by how much
  return html`<p class="when"><span class="next">${next.on < today ? action : t.next(action, nearDay(host, next.on))}</span>${
    urgency === 'overdue' && late > 0 ? html`<span class="late">${t.late(late)}</span>` : urgency === 'today' ? html`<span class="late now"><time datetime=${due}>${nearDay(host, due)}</time></span>` : nothing}</p>`;
}

function worth({ value }: ReminderLine, most: number, { t, language }: ListHost): TemplateResult | typeof nothing {
  if (value === null) return nothing;
  const amount = Number(value.amount);
  const share = most <= 0 || amount <= 0 ? 0 : Math.max(2, Math.round((amount * 100) / most));
  return html`<p class="worth" title=${t.value}><strong><span class="visually-hidden">${t.value}: </span>${formatMoney(language, value.amount, value.currency)}</strong>
    <svg viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">${svg`<rect width=${share} height="3"></rect>`}</svg></p>`;
}

function state({ line: { state: now, person }, whose }: LineView, host: ListHost): unknown {
  const { t, session } = host;
  const parts: string[] = [];
  switch (now.kind) {
    case 'open': break;
    case 'snoozed': parts.push(t.away(nearDay(host, now.until))); break;
    case 'handedOver': parts.push(now.to.id === session.me?.id ? (now.note === '' ? t.from(now.by.name) : t.fromNote(now.by.name, now.note)) : t.givenTo(now.to.name)); break;
  }
  if (whose && now.kind !== 'handedOver') parts.push(person === null ? t.nobody : t.of(person.name));
  return parts.map((text) => html`<p class="state">${text}</p>`);
}

function reach({ digest, line: { name } }: LineView, { t, language }: ListHost): TemplateResult | typeof nothing {
  if (digest === null || digest.level === 'exists') return nothing;
  const stop = reachable(digest);
  if (stop.kind === 'stopped') return html`<p class="danger stopped">${stop.reason === '' ? t.stopped : t.stoppedWhy(stop.reason)}</p>`;
  const ways = digest.contacts.flatMap((point) => {
    const way = wayTo(point);
    return way === null ? [] : [{ point, way }];
  }).slice(0, MOST_WAYS);
  if (ways.length === 0) return nothing;
  return html`<div class="reach" role="group" aria-label=${t.reach(name)}>${ways.map(({ point: { kind, value }, way }) => {
    const app = kind === 'wechat' && language.startsWith('zh') ? '微信' : APPS[kind];
    const label = app === undefined ? (way.channel === 'email' ? t.write(value) : t.call(value)) : t.chat(app, value);
    const outside = way.href.startsWith('https:');
    return html`<a class="chip" href=${way.href} aria-label=${label} target=${outside ? '_blank' : nothing} rel=${outside ? 'noopener noreferrer' : nothing}>${icon(app === undefined ? (way.channel === 'email' ? 'email' : 'phone') : 'chat')}<span>${app ?? value}</span></a>`;
  })}</div>`;
}
