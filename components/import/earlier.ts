/** Imports that were begun before, newest first: how each stands, asked again while one of them runs. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ImportOutcome } from '../../model/api.ts';
import type { ImportView } from '../../model/import/api.ts';
import { formatMoment, formatWhole } from '../admin/words.ts';
import { formatNumber } from '../internal/formats.ts';
import { notice } from '../internal/notices.ts';
import type { Stop } from '../internal/session.ts';
import { colleagueName } from '../list/directory.ts';
import { checkedOf, failureText } from './host.ts';
import type { ImportHost } from './host.ts';
import { isLive } from './run.ts';

type State = { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly text: string } | { readonly kind: 'here'; readonly items: readonly ImportView[] };
const SOON = 1_500;
const FEW = 8;
const COUNTED: readonly (readonly [ImportOutcome, 'create' | 'update' | 'same' | 'skip' | 'refuse'])[] = [['created', 'create'], ['updated', 'update'], ['unchanged', 'same'], ['skipped', 'skip'], ['refused', 'refuse']];

export class EarlierPart {
  readonly #host: ImportHost;
  readonly #open: (view: ImportView) => void;
  #state: State = { kind: 'loading' };
  #dry = false;
  #all = false;
  #shown = false;
  #stop: Stop | undefined;
  #asked = 0;

  constructor(host: ImportHost, open: (view: ImportView) => void) {
    this.#host = host;
    this.#open = open;
  }

  get items(): readonly ImportView[] {
    return this.#state.kind === 'here' ? this.#state.items : [];
  }
  /** Asks now, and again while something runs and the list is shown. */
  async show(): Promise<void> {
    this.#shown = true;
    await this.load();
  }
  hide(): void {
    this.#shown = false;
    this.#stop?.();
  }
  async load(): Promise<void> {
    this.#stop?.();
    const mine = ++this.#asked;
    try {
      const { items } = await this.#host.session.request<{ readonly items: readonly ImportView[] }>('GET', '/api/imports');
      if (mine === this.#asked) this.#state = { kind: 'here', items };
    } catch (error) {
      // what was there stays
      if (mine === this.#asked && this.#state.kind !== 'here') this.#state = { kind: 'failed', text: failureText(this.#host, error) };
    }
    if (mine !== this.#asked) return;
    this.#host.update();
    if (this.#shown && this.items.some(isLive)) this.#stop = this.#host.clock.after(SOON, () => void this.load());
  }

  render(): unknown {
    const { t, kit } = this.#host;
    const state = this.#state;
    const list = (): unknown => {
      switch (state.kind) {
        case 'loading': return html`<p class="muted" aria-busy="true">${kit.loading}</p>`;
        case 'failed': return notice(state.text, 'error', { label: kit.retry, run: () => void this.load() });
        case 'here': {
          const items = state.items.filter((each) => this.#dry || !each.dryRun || isLive(each));
          const shown = this.#all ? items : items.slice(0, FEW);
          return items.length === 0 ? html`<p class="muted">${t.noEarlier}</p>` : html`<ul class="earlier-list">${repeat(shown, ({ id }) => id, (view) => this.#row(view))}</ul>
            ${shown.length < items.length ? html`<div class="buttons"><button type="button" class="button" @click=${() => { this.#all = true; this.#host.update(); }}>${t.more}</button></div>` : nothing}`;
        }
      }
    };
    return html`<section class="earlier stack" aria-labelledby="earlier"><div class="line"><h3 id="earlier">${t.earlier}</h3>
      ${state.kind === 'here' && state.items.some(({ dryRun }) => dryRun) ? html`<label class="check"><input type="checkbox" .checked=${live(this.#dry)} @change=${(event: Event) => { this.#dry = checkedOf(event); this.#host.update(); }} />${t.showDry}</label>` : nothing}</div>${list()}</section>`;
  }

  #row(view: ImportView): TemplateResult {
    const { t, language, clock, session, update } = this.#host;
    const state = view.undoing ? 'undoing' : view.undone !== null ? 'undone' : view.state === 'failed' && view.cancelled ? 'stopped' : view.state;
    const counts = COUNTED.flatMap(([outcome, word]) => (view.counts[outcome] ? [`${(view.dryRun ? t.states : t.done)[word]} ${formatNumber(language, view.counts[outcome])}`] : []));
    const name = view.by === '' ? undefined : colleagueName(session, view.by, update);
    return html`<li><button type="button" class="earlier-row" data-import=${view.id} @click=${() => this.#open(view)}>
      <span class="line"><strong>${view.source}</strong>${view.dryRun ? html`<span class="chip">${t.dry}</span>` : nothing}<span class="small what-state" data-state=${state}>${t.listStates[state]}</span></span>
      <span class="files-of small">${view.files.join(', ')}</span>
      <span class="muted small"><time datetime=${view.at} title=${view.at === '' ? '' : formatWhole(language, view.at)}>${view.at === '' ? '' : formatMoment(language, view.at, clock.now())}</time>${name === undefined ? '' : ` · ${t.by(name)}`}${counts.length === 0 ? '' : ` · ${counts.join(' · ')}`}${view.total !== null && isLive(view) ? ` · ${t.rowsOf(formatNumber(language, view.done), formatNumber(language, view.total))}` : ''}</span>
    </button></li>`;
  }
}
