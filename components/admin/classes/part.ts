/** Classification: the list of schemes, and one of them opened: its settings as a form, tried dry, made live, and its versions. The form is `form.ts`, what a trial shows `outcome.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ClassifyRun, SchemesView, SchemeView, SettingView } from '../../../model/api.ts';
import { ApiError } from '../../internal/session.ts';
import { formatNumber } from '../../internal/formats.ts';
import { Asked, Doing, isOffline, valueOf } from '../host.ts';
import type { AdminHost, AdminPart } from '../host.ts';
import { formatMoment } from '../words.ts';
import { draftOf, readDraft, sameSetting } from './draft.ts';
import type { Draft, Problems, Reading, Settings, Written } from './draft.ts';
import { placeId, settingsForm } from './form.ts';
import { outcome } from './outcome.ts';
import { SETTING_TEXTS } from './setting-texts.ts';
import { CLASS_TEXTS } from './texts.ts';
import type { ClassTexts } from './texts.ts';
import { versions } from './versions.ts';

export { styles } from './styles.ts';
export const make = (host: AdminHost): AdminPart => new ClassesPart(host);

const PATH = '/api/classification';
const NONE: Problems = new Map();

/** What is under way with one scheme; `from`: the version that the form began with. */
interface Opened {
  readonly key: string;
  readonly from: number;
  readonly draft: Draft;
  /** Problems are told once somebody has tried or sent; the server's beside the form's own. */
  readonly asked: boolean;
  readonly refused: Problems;
  readonly run: { readonly answer: ClassifyRun; readonly of: Settings; readonly page: number; readonly move: string } | null;
  readonly note: string;
  readonly conflict: boolean;
}

class ClassesPart implements AdminPart {
  readonly #host: AdminHost;
  readonly #all: Asked<SchemesView>;
  readonly #doing: Doing;
  #opened: Opened | null = null;
  #search = '';
  #trying = false;

  constructor(host: AdminHost) {
    this.#host = host;
    this.#doing = new Doing(host);
    this.#all = new Asked(host, () => host.session.request<SchemesView>('GET', PATH));
  }

  open(): void {
    void this.#all.load();
  }
  close(): void {
    this.#doing.clear();
  }
  escape(): boolean {
    const { key } = this.#opened ?? {};
    if (key === undefined) return false;
    this.#opened = null;
    this.#doing.clear();
    this.#host.update();
    this.#host.focus(`[data-scheme="${key}"]`);
    return true;
  }

  get #t(): ClassTexts {
    return CLASS_TEXTS[this.#host.language];
  }
  #schemeOf(key: string): SchemeView | undefined {
    return this.#all.value?.items.find((each) => each.key === key);
  }
  #begin({ key, version, fields, settings }: SchemeView): void {
    this.#opened = { key, from: version ?? 0, draft: draftOf(fields, settings ?? {}), asked: false, refused: NONE, run: null, note: '', conflict: false };
    this.#doing.clear();
    this.#host.update();
    this.#host.focus('.scheme-head h3');
  }
  #change(change: Partial<Opened>): void {
    if (this.#opened === null) return;
    this.#opened = { ...this.#opened, ...change };
    this.#host.update();
  }
  #set(field: string, value: Written): void {
    this.#doing.clear();
    this.#change({ draft: { ...this.#opened?.draft, [field]: value }, refused: NONE });
  }
  #read(scheme: SchemeView): Reading {
    return readDraft(scheme.fields, this.#opened?.draft ?? {}, this.#t, this.#host.language);
  }
  /** False, and the first problem has the focus, where the form itself sees what is wrong. */
  #sound({ problems }: Reading): boolean {
    this.#change({ asked: true });
    const [first] = problems.keys();
    if (first === undefined) return true;
    this.#doing.say('alert', this.#t.fix);
    this.#host.focus(`#${placeId(first)}, [id^="${placeId(first)}-"]:is(input, select)`);
    return false;
  }
  /** What the server says of a setting stands at it, in the reader's words where there are any. */
  #refusals(scheme: SchemeView, error: unknown): void {
    if (!(error instanceof ApiError) || error.status !== 422) return;
    const { language } = this.#host;
    this.#change({
      refused: new Map(error.problems.map(({ field, message }) => {
        const place = field.replace(/^settings\./, '');
        const [setting = '', part = ''] = place.split('.');
        return [place, SETTING_TEXTS[`${scheme.key}.${setting}`]?.rules?.[part]?.[language] ?? this.#t.refusedHere(message)] as const;
      })),
    });
  }

  async #try(scheme: SchemeView): Promise<void> {
    const reading = this.#read(scheme);
    if (!this.#sound(reading)) return;
    this.#trying = true;
    await this.#doing.run(async () => {
      try {
        const answer = await this.#host.session.request<ClassifyRun>('POST', '/api/classify', { scheme: scheme.key, settings: reading.settings, dryRun: true });
        if (this.#opened?.key === scheme.key) this.#change({ run: { answer, of: reading.settings, page: 0, move: '' } });
      } catch (error) {
        this.#refusals(scheme, error);
        throw error;
      } finally {
        this.#trying = false;
      }
      this.#host.focus('#dry-title');
    }, '');
  }
  async #live(scheme: SchemeView, settings: Settings, note: string): Promise<void> {
    let set = false;
    await this.#doing.run(async () => {
      try {
        await this.#host.session.request('PUT', `${PATH}/${scheme.key}`, { ...settings, note, version: this.#opened?.from });
        set = true;
      } catch (error) {
        if (error instanceof ApiError && error.status === 409) this.#change({ conflict: true });
        this.#refusals(scheme, error);
        throw error;
      }
    }, '');
    if (!set) return;
    await this.#all.load();
    const now = this.#schemeOf(scheme.key);
    if (now) this.#begin(now);
    this.#doing.say('status', this.#t.nowLive(now?.version ?? 0));
  }
  async #again(key: string): Promise<void> {
    const mine = this.#opened;
    await this.#all.load();
    const now = this.#schemeOf(key);
    // what was written here stands on top of what the colleague has set
    if (now && mine) this.#change({ from: now.version ?? 0, conflict: false, run: null });
    this.#doing.clear();
    this.#host.update();
  }

  render(): TemplateResult {
    const t = this.#t;
    return html`<div class="main classes">
      ${this.#all.render(({ items }) => {
        const scheme = this.#opened === null ? undefined : items.find(({ key }) => key === this.#opened?.key);
        return scheme ? this.#scheme(scheme, this.#opened!) : html`<h3>${t.title}</h3><p class="lead">${t.lead}</p>${this.#list(items)}`;
      }, 10)}
    </div>`;
  }

  #list(items: readonly SchemeView[]): TemplateResult {
    const t = this.#t;
    const { language } = this.#host;
    const words = this.#search.trim().toLowerCase();
    const shown = items.filter(({ name, key, id }) => words === '' || [name[language], name.en, key, id].some((text) => text.toLowerCase().includes(words)));
    return html`<input type="search" aria-label=${t.search} placeholder=${t.search} .value=${live(this.#search)} @input=${(event: Event) => { this.#search = valueOf(event); this.#host.update(); }} />
      ${shown.length === 0 ? html`<p class="empty">${t.none}</p>` : html`<ul class="rows schemes">${repeat(shown, ({ key }) => key, (scheme) => html`<li><button type="button" class="row" data-scheme=${scheme.key} @click=${() => this.#begin(scheme)}>
        <span class="name">${scheme.name[language]}</span><span class="facts muted">${this.#facts(scheme)}</span></button></li>`)}</ul>`}`;
  }
  #facts(scheme: SchemeView): readonly (TemplateResult | typeof nothing)[] {
    const t = this.#t;
    return [
      html`<span>${scheme.settings === null ? t.kinds.analysis : t.kinds[scheme.kind]}</span>`,
      scheme.section === null ? nothing : html`<span>${t.under(this.#section(scheme.section))}</span>`,
      scheme.fields.length === 0 ? nothing : html`<span>${t.version(scheme.version ?? 1)}${this.#who(scheme)}</span>`,
    ];
  }
  #who({ setBy, setAt }: Pick<SchemeView, 'setBy' | 'setAt'>): string {
    const t = this.#t;
    const { language, clock } = this.#host;
    const text = setBy === null || setAt === null ? t.shipped : t.by(setBy.name, formatMoment(language, setAt, clock.now()));
    return language.startsWith('zh') ? `（${text}）` : ` (${text})`;
  }
  #names: ReadonlyMap<string, string> | null = null;
  #namesOf = '';
  /** Names of sections are the catalogue's; until they are here a section is called by its key. */
  #section(key: string): string {
    const { language, session, update } = this.#host;
    if (this.#namesOf !== language) {
      this.#namesOf = language;
      session.catalogue(language, 'any').then(({ sections }) => {
        this.#names = new Map(sections.map((section) => [section.key, section.label]));
        update();
      }, () => undefined); // keys say enough
    }
    return this.#names?.get(key) ?? key;
  }

  #scheme(scheme: SchemeView, opened: Opened): TemplateResult {
    const t = this.#t;
    const { language } = this.#host;
    return html`<div class="scheme-head"><button type="button" class="button quiet back" @click=${() => this.escape()}>← ${t.back}</button>
        <h3 tabindex="-1">${scheme.name[language]}</h3><p class="scheme-facts muted">${this.#facts(scheme)}<span>${scheme.id}${scheme.source === null ? '' : ` · ${scheme.source}`}</span></p></div>
      ${scheme.fields.length === 0 ? html`<p class="empty">${scheme.settings === null ? t.made : t.nothing}</p>` : this.#settings(scheme, opened)}`;
  }

  #settings(scheme: SchemeView, opened: Opened): TemplateResult {
    const t = this.#t;
    const { language, session, t: { kit } } = this.#host;
    const reading = this.#read(scheme);
    const { settings } = reading;
    const busy = this.#doing.busy || isOffline(this.#host);
    const dirty = scheme.fields.some(({ key }) => !sameSetting(settings[key], scheme.settings?.[key]));
    const stale = opened.run !== null && !sameSetting(opened.run.of, settings);
    const problems = new Map([...(opened.asked ? reading.problems : NONE), ...opened.refused]);
    return html`
      ${scheme.maySet ? nothing : html`<p class="banner">${t.readOnly}</p>`}
      <form class="stack" novalidate aria-label=${t.settings} @submit=${(event: Event) => { event.preventDefault(); if (scheme.mayTry) void this.#try(scheme); }}>
        ${settingsForm({
          scheme, draft: opened.draft, settings, problems, language, t, currency: session.me?.workspace.currency ?? '', disabled: !scheme.maySet && !scheme.mayTry,
          set: (field, value) => this.#set(field, value), ship: ({ key, shipped }: SettingView) => this.#set(key, draftOf(scheme.fields, { ...settings, [key]: shipped })[key]!),
        })}
        ${this.#doing.render()}
        ${opened.conflict ? html`<div class="banner stack" role="alert"><p>${t.conflict}</p><div class="buttons"><button type="button" class="button load-again" @click=${() => void this.#again(scheme.key)}>${t.loadAgain}</button></div></div>` : nothing}
        <div class="buttons"><button class="button try-dry ${opened.run === null || stale ? 'primary' : ''}" ?disabled=${busy || !scheme.mayTry}>${this.#trying ? t.trying : t.tryDry}</button>
          ${dirty ? html`<button type="button" class="button discard" ?disabled=${busy} @click=${() => this.#begin(scheme)}>${t.discard}</button>` : nothing}
          <span class="muted hint">${scheme.mayTry ? t.tryHint : t.mayNotTry}</span></div>
      </form>
      ${opened.run === null ? nothing : outcome({
        scheme, run: opened.run.answer, stale, page: opened.run.page, move: opened.run.move, language, t,
        show: (page, move) => this.#change({ run: { ...opened.run!, page, move } }), open: this.#host.openArchive,
      })}
      ${scheme.maySet && dirty ? html`<form class="live-form" novalidate aria-label=${t.goLive} @submit=${(event: Event) => { event.preventDefault(); const now = this.#read(scheme); if (this.#sound(now)) void this.#live(scheme, now.settings, opened.note); }}>
        <p>${opened.run === null || stale ? t.untried : t.liveSure(formatNumber(language, opened.run.answer.changed))}</p>
        <label for="live-note">${t.note}</label><input id="live-note" maxlength="500" autocomplete="off" aria-describedby="live-note-hint" .value=${live(opened.note)} @input=${(event: Event) => this.#change({ note: valueOf(event) })} /><p class="hint muted" id="live-note-hint">${t.noteHint}</p>
        <div class="buttons"><button class="button go-live ${opened.run !== null && !stale ? 'primary' : ''}" ?disabled=${busy}>${this.#doing.busy && !this.#trying ? kit.saving : t.goLive}</button></div></form>` : nothing}
      ${versions({
        scheme, t, language, disabled: busy, when: (version) => this.#who(version),
        look: (version) => this.#change({ draft: draftOf(scheme.fields, version.settings), asked: false, refused: NONE }),
        back: (version) => void this.#live(scheme, version.settings, t.backNote(version.version)),
      })}`;
  }
}
