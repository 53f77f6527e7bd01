/** Whether an archive is open, why it was closed and opened again, and closing or reopening it with a reason, for who manages it. Comes with the access of one archive. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ArchiveStanding, StateAct } from '../../model/rights/walls-api.ts';
import type { Language } from '../../model/labels.ts';
import { formatDate } from '../internal/formats.ts';
import { holdEnter } from '../internal/keys.ts';
import { refusal } from './ask.ts';
import type { ManageHost } from './manage.ts';

interface Texts { readonly title: string; readonly open: string; readonly closed: string; readonly restricted: string; readonly close: string; readonly reopen: string; readonly why: string; readonly missing: string; readonly closing: string; readonly saidClosed: string; readonly saidOpen: string; readonly acts: Readonly<Record<StateAct, string>> }
const TEXTS: Readonly<Record<Language, Texts>> = {
  en: { title: 'State', open: 'This archive is open.', closed: 'This archive is closed: it is read and not changed.', restricted: 'Processing of this archive is restricted.', close: 'Close the archive', reopen: 'Reopen the archive', why: 'Why?', missing: 'Say why: whoever reads the archive reads it.', closing: 'Everybody reads it as before and nobody changes it.', saidClosed: 'It is closed.', saidOpen: 'It is open again.', acts: { closed: 'Closed', reopened: 'Reopened', sealed: 'Sealed', unsealed: 'Unsealed' } },
  'zh-Hans': { title: '状态', open: '该档案处于开放状态。', closed: '该档案已关闭：可以查看，不能修改。', restricted: '该档案已限制处理。', close: '关闭档案', reopen: '重新开放档案', why: '为什么？', missing: '请说明原因：能查看档案的人都会看到。', closing: '大家仍可查看，但无人可以修改。', saidClosed: '已关闭。', saidOpen: '已重新开放。', acts: { closed: '关闭', reopened: '重新开放', sealed: '封存', unsealed: '解封' } },
  'zh-Hant': { title: '狀態', open: '此檔案處於開放狀態。', closed: '此檔案已關閉：可以檢視，不能修改。', restricted: '此檔案已限制處理。', close: '關閉檔案', reopen: '重新開放檔案', why: '為什麼？', missing: '請說明原因：能檢視檔案的人都會看到。', closing: '大家仍可檢視，但無人可以修改。', saidClosed: '已關閉。', saidOpen: '已重新開放。', acts: { closed: '關閉', reopened: '重新開放', sealed: '封存', unsealed: '解封' } },
  es: { title: 'Estado', open: 'Este expediente está abierto.', closed: 'Este expediente está cerrado: se lee y no se cambia.', restricted: 'El tratamiento de este expediente está limitado.', close: 'Cerrar el expediente', reopen: 'Volver a abrir el expediente', why: '¿Por qué?', missing: 'Di por qué: lo lee quien lee el expediente.', closing: 'Se lee como antes y nadie lo cambia.', saidClosed: 'Está cerrado.', saidOpen: 'Está abierto otra vez.', acts: { closed: 'Cerrado', reopened: 'Abierto otra vez', sealed: 'Sellado', unsealed: 'Sello abierto' } },
};

export class Standing {
  readonly #host: ManageHost;
  #open = false;
  #reason = '';
  #busy = false;
  #problem = '';

  constructor(host: ManageHost) {
    this.#host = host;
  }

  async #save(standing: ArchiveStanding, t: Texts): Promise<void> {
    const { session, archive, wording, update, done, focus } = this.#host;
    if (this.#busy) return;
    this.#problem = this.#reason.trim() === '' ? t.missing : '';
    if (this.#problem !== '') {
      update();
      return focus('#state-why');
    }
    this.#busy = true;
    update();
    const state = standing.state === 'open' ? 'closed' : 'open';
    try {
      await session.request('POST', `/api/archives/${encodeURIComponent(archive())}/state`, { state, reason: this.#reason.trim() });
      this.#open = false;
      this.#reason = '';
      done(state === 'closed' ? t.saidClosed : t.saidOpen);
    } catch (error) {
      this.#problem = refusal(error, wording().t.failed);
    }
    this.#busy = false;
    update();
  }

  render(standing: ArchiveStanding, off: boolean): TemplateResult | typeof nothing {
    const { language, t: words } = this.#host.wording();
    const t = TEXTS[language];
    const { state, may, items } = standing;
    // open, and nothing to tell or to do
    if (state === 'open' && !may && items.length === 0) return nothing;
    const act = state === 'open' ? t.close : t.reopen;
    return html`<section class="part standing" aria-labelledby="state"><h3 id="state">${t.title}</h3>
      <p>${state === 'closed' ? t.closed : state === 'restricted' ? t.restricted : t.open}</p>
      ${items.length === 0 ? nothing : html`<ul class="requests">${items.map(({ act: what, reason, by, at }) => html`<li class="request"><span><strong>${t.acts[what]}</strong> <span class="muted small"><bdi>${by.name}</bdi>, ${formatDate(language, at.slice(0, 10))}</span></span><p class="note">${reason}</p></li>`)}</ul>`}
      ${!may ? nothing : this.#open ? html`<form class="wish state-form" novalidate aria-label=${act} @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return holdEnter(event);
        event.preventDefault();
        this.#open = false;
        this.#host.update();
        this.#host.focus('.state-open');
      }} @submit=${(event: Event) => {
        event.preventDefault();
        void this.#save(standing, t);
      }}>${state === 'open' ? html`<p class="muted">${t.closing}</p>` : nothing}
        <div class="label-row"><label for="state-why">${t.why}</label><textarea id="state-why" rows="2" maxlength="1000" .value=${live(this.#reason)} @input=${(event: Event) => { this.#reason = (event.target as HTMLTextAreaElement).value; }}></textarea></div>
        ${this.#problem === '' ? nothing : html`<p class="danger problem" role="alert">${this.#problem}</p>`}
        <div class="buttons"><button class="button primary" ?disabled=${off || this.#busy}>${act}</button><button type="button" class="button" @click=${() => { this.#open = false; this.#problem = ''; this.#host.update(); this.#host.focus('.state-open'); }}>${words.cancel}</button></div></form>`
        : html`<div class="buttons"><button type="button" class="button state-open" ?disabled=${off} @click=${() => { this.#open = true; this.#problem = ''; this.#host.update(); this.#host.focus('#state-why'); }}>${act}</button></div>`}
    </section>`;
  }
}
