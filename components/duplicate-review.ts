/** `<duplicate-review>`: archives that may be one customer, worst first; one pair side by side, merged field by field, said to be two, and a merge undone. It holds what is open and draws; looks of the parts are in `duplicates/`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CatalogueView } from '../model/catalogue/types.ts';
import type { Choice, MergePage, MergePreview, MergeView, PairPage, PairSide, PairView } from '../model/duplicates/review-api.ts';
import { entryLabel } from './duplicates/labels.ts';
import { mergeEntries } from './duplicates/merge-view.ts';
import { evidenceTable, pairRow } from './duplicates/pair-view.ts';
import { reviewStyles } from './duplicates/styles.ts';
import { reviewTexts } from './duplicates/texts.ts';
import type { ReviewTexts } from './duplicates/texts.ts';
import { DossierElement } from './internal/element.ts';
import { composing, fenced, keepTyping } from './internal/keys.ts';
import { notice, troubleOf } from './internal/notices.ts';
import { ApiError } from './internal/session.ts';
import type { Session, Stop } from './internal/session.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { walked } from './internal/walk.ts';

type ListKind = 'open' | 'dismissed' | 'merged';
type List =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'pairs'; readonly items: readonly PairView[]; readonly next: string | null }
  | { readonly kind: 'merges'; readonly items: readonly MergeView[]; readonly next: string | null };
/** `winner`: the side that stays. */
interface Review { readonly pair: PairView; readonly winner: 'left' | 'right'; readonly preview: MergePreview | 'loading' | 'failed'; readonly choices: Readonly<Record<string, Choice>>; readonly sending: boolean; readonly failure: string }

/**
 * Archives that may be one customer, worst first: a pair side by side, merged field by field or said to be two; a merge can be undone.
 *
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @fires dossier-open - The person wants to see an archive; your page decides where.
 * @fires dossier-merged - Two archives are one; `archive` is the one that stays.
 * @csspart sheet - The whole sheet.
 */
export class DuplicateReview extends DossierElement {
  static override readonly properties = { headingLevel: { type: Number, attribute: 'heading-level' } };
  static override readonly styles = [tokens, base, controls, reviewStyles];
  declare headingLevel: number;

  #which: ListKind = 'open';
  #list: List = { kind: 'loading' };
  #review: Review | null = null;
  /** What was done last, told above the list. */
  #done: { readonly text: string; readonly merge: MergeView | null } | null = null;
  #sending: string | null = null;
  #catalogue: CatalogueView | null = null;
  #catalogueFor = '';
  #asked = 0;

  constructor() {
    super();
    this.headingLevel = 2;
  }

  protected override attach(session: Session): Stop | undefined {
    this.#review = null;
    this.#done = null;
    void this.#load(session);
    return undefined;
  }

  protected override willUpdate(): void {
    const { session, language } = this;
    const wanted = `${language} ${session?.edition}`;
    if (session === null || this.#catalogueFor === wanted) return;
    this.#catalogueFor = wanted;
    session.catalogue(language, []).then(
      (view) => {
        this.#catalogue = view;
        this.requestUpdate();
      },
      () => {}, // keys stand in for labels until the next drawing asks again
    );
  }

  get #t(): ReviewTexts {
    return reviewTexts(this.language);
  }
  readonly #date = (day: string): string => new Intl.DateTimeFormat(this.language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));

  async #load(session: Session, next: string | null = null): Promise<void> {
    const mine = ++this.#asked;
    const before = next === null ? [] : 'items' in this.#list ? this.#list.items : [];
    if (next === null) this.#list = { kind: 'loading' };
    this.requestUpdate();
    try {
      const which = this.#which;
      if (which === 'merged') {
        const page = await session.request<MergePage>('GET', `/api/merges?${new URLSearchParams(next === null ? {} : { before: next })}`);
        if (mine === this.#asked) this.#list = { kind: 'merges', items: [...(before as readonly MergeView[]), ...page.items], next: page.next };
      } else {
        const page = await session.request<PairPage>('GET', `/api/duplicates?${new URLSearchParams({ dismissed: String(which === 'dismissed'), ...(next === null ? {} : { cursor: next }) })}`);
        if (mine === this.#asked) this.#list = { kind: 'pairs', items: [...(before as readonly PairView[]), ...page.items], next: page.next };
      }
    } catch {
      if (mine === this.#asked) this.#list = { kind: 'failed' }; // said where the list would stand, with a second try
    }
    this.requestUpdate();
  }

  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  #show(which: ListKind): void {
    this.#which = which;
    this.#review = null;
    this.#done = null;
    if (this.session) void this.#load(this.session);
  }

  #open(session: Session, pair: PairView): void {
    // the older archive stays unless one says otherwise: more leads to it
    const winner = pair.left.openedAt <= pair.right.openedAt ? 'left' : 'right';
    this.#done = null;
    this.#review = { pair, winner, preview: 'loading', choices: {}, sending: false, failure: '' };
    if (pair.mergeable && pair.dismissed === null) void this.#preview(session);
    this.requestUpdate();
    void this.#focusOn('.back');
  }

  #sides({ pair, winner }: Review): readonly [PairSide, PairSide] {
    return winner === 'left' ? [pair.left, pair.right] : [pair.right, pair.left];
  }

  async #preview(session: Session): Promise<void> {
    const review = this.#review;
    if (review === null) return;
    const [winner, loser] = this.#sides(review);
    const preview = await session.request<MergePreview>('POST', '/api/merges/preview', { winner: winner.id, loser: loser.id }).catch(() => 'failed' as const); // said in its place, with a second try
    if (this.#review?.pair !== review.pair || this.#review.winner !== review.winner) return;
    this.#review = { ...this.#review, preview };
    this.requestUpdate();
  }

  #swap(session: Session): void {
    const review = this.#review;
    if (review === null || review.sending) return;
    this.#review = { ...review, winner: review.winner === 'left' ? 'right' : 'left', preview: 'loading', choices: {}, failure: '' };
    this.requestUpdate();
    void this.#preview(session);
  }

  #close(): void {
    const pair = this.#review?.pair;
    this.#review = null;
    this.requestUpdate();
    if (pair) void this.#focusOn(`[data-pair="${CSS.escape(`${pair.left.id} ${pair.right.id}`)}"]`);
  }

  async #send(review: Review, work: () => Promise<void>): Promise<void> {
    this.#review = { ...review, sending: true, failure: '' };
    this.requestUpdate();
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (this.#review) this.#review = { ...this.#review, sending: false, failure: error.status < 500 ? error.message : this.#t.failed };
      this.requestUpdate();
      void this.#focusOn('.failure');
    }
  }

  #merge(session: Session): void {
    const review = this.#review;
    if (review === null) return;
    const { preview } = review;
    if (review.sending || typeof preview === 'string') return;
    const [winner, loser] = this.#sides(review);
    void this.#send(review, async () => {
      const merge = await session.request<MergeView>('POST', '/api/merges', { winner: winner.id, loser: loser.id, choices: review.choices, basis: preview.basis });
      this.#done = { text: this.#t.merged(loser.name, winner.name), merge };
      this.#leave(review.pair, loser.id);
      this.wish('dossier-merged', { archive: winner.id });
    });
  }

  #dismiss(session: Session, review: Review): void {
    if (review.sending) return;
    const { left, right } = review.pair;
    const again = review.pair.dismissed !== null;
    void this.#send(review, async () => {
      if (again) await session.request('DELETE', `/api/duplicates/dismissals?${new URLSearchParams({ left: left.id, right: right.id })}`);
      else await session.request('POST', '/api/duplicates/dismissals', { left: left.id, right: right.id });
      this.#done = again ? null : { text: this.#t.dismissed, merge: null };
      this.#leave(review.pair, null);
    });
  }

  /** The pair goes from the list, and with it every other of an archive that is no more; the next one has the focus. */
  #leave(pair: PairView, gone: string | null): void {
    this.#review = null;
    if (this.#list.kind === 'pairs') this.#list = { ...this.#list, items: this.#list.items.filter((each) => each !== pair && each.left.id !== gone && each.right.id !== gone) };
    this.requestUpdate();
    void this.#focusOn(this.#done === null ? '.pair' : '.done');
  }

  async #undo(session: Session, merge: MergeView): Promise<void> {
    if (this.#sending !== null) return;
    this.#sending = merge.id;
    this.requestUpdate();
    try {
      const undone = await session.request<MergeView>('POST', `/api/merges/${merge.id}/undo`);
      this.#done = { text: this.#t.undone(undone.winnerName, undone.loserName), merge: undone };
      await this.#load(session);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#done = { text: error.status < 500 ? error.message : this.#t.failed, merge: null };
    } finally {
      this.#sending = null;
      this.requestUpdate();
      void this.#focusOn('.done');
    }
  }

  /** Arrow keys walk through the list, Escape closes a pair; nothing while an input method composes. */
  readonly #onKey = fenced((event) => {
    if (composing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && this.#review !== null && !this.#review.sending) {
      event.preventDefault();
      this.#close();
    } else walked(event, this.renderRoot, '.pair');
  });

  protected override render(): TemplateResult {
    const { session } = this;
    return this.frame(html`<section class="sheet" part="sheet" aria-label=${this.#t.title} @keydown=${this.#onKey} @keyup=${keepTyping} @keypress=${keepTyping}>
      ${troubleOf(session, this.t)}
      ${session === null ? nothing : this.#content(session)}
    </section>`);
  }

  #content(session: Session): TemplateResult {
    const t = this.#t;
    return html`
      <div class="bar">
        <h2 role="heading" aria-level=${this.headingLevel}>${t.title}</h2>
        <select aria-label=${t.which} @change=${(event: Event) => this.#show((event.target as HTMLSelectElement).value as ListKind)}>
          ${(['open', 'dismissed', 'merged'] as const).map((which) => html`<option value=${which} ?selected=${which === this.#which}>${t.lists[which]}</option>`)}
        </select>
      </div>
      ${this.#doneView(session)}
      ${this.#review === null ? this.#listView(session) : this.#reviewView(session, this.#review)}`;
  }

  #doneView(session: Session): unknown {
    const { text, merge } = this.#done ?? { text: '', merge: null };
    return html`<div role="status">${text === '' ? nothing : html`<div class="merged done" tabindex="-1">
      <p>${text}</p>${merge === null ? nothing : this.#keptView(merge)}
      ${merge?.undoable ? html`<div class="buttons">${this.#undoButton(session, merge)}</div>` : nothing}
    </div>`}</div>`;
  }

  #undoButton(session: Session, merge: MergeView): TemplateResult {
    const t = this.#t;
    return html`<button type="button" class="button" ?disabled=${session.state.kind === 'offline' || this.#sending !== null} @click=${() => void this.#undo(session, merge)}>${this.#sending === merge.id ? t.undoing : t.undo}</button>`;
  }

  #keptView({ kept, more }: MergeView): unknown {
    const t = this.#t;
    if (kept.length === 0) return nothing;
    return html`<p>${t.kept(kept.length + more)}</p><ul class="kept">${kept.map((each) => html`<li>${each.section === 'comments' || each.section === 'files' ? each.section : entryLabel(each, this.#catalogue, t)}: ${t.reasons[each.reason]}</li>`)}</ul>`;
  }

  #listView(session: Session): unknown {
    const t = this.#t;
    const list = this.#list;
    switch (list.kind) {
      case 'loading': return html`<p class="notice muted" aria-busy="true">${this.t.kit.loading}</p>`;
      case 'failed': return notice(t.failed, 'error', { label: this.t.kit.retry, run: () => void this.#load(session) });
      case 'pairs': return list.items.length === 0 && list.next === null
        ? notice(this.#which === 'dismissed' ? t.emptyDismissed : t.empty)
        : html`<ul aria-label=${t.pairs}>${list.items.map((pair) => pairRow(pair, t, () => this.#open(session, pair)))}</ul>${this.#more(session, list.next)}`;
      case 'merges': return list.items.length === 0 ? notice(t.emptyMerged) : html`<ul>${list.items.map((merge) => html`<li class="merged">
        <p>${merge.state === 'undone' ? t.undone(merge.winnerName, merge.loserName) : t.merged(merge.loserName, merge.winnerName)}</p>
        <p class="small muted">${t.byAt((merge.undone ?? merge).by.name, this.#date((merge.undone ?? merge).at))}</p>
        ${this.#keptView(merge)}
        ${merge.undoable ? html`<div class="buttons">${this.#undoButton(session, merge)}</div>` : nothing}
      </li>`)}</ul>${this.#more(session, list.next)}`;
    }
  }

  #more(session: Session, next: string | null): unknown {
    return next === null ? nothing : html`<div class="foot"><button type="button" class="button" @click=${() => void this.#load(session, next)}>${this.#t.more}</button></div>`;
  }

  #reviewView(session: Session, review: Review): TemplateResult {
    const t = this.#t;
    const { pair, preview, sending, failure } = review;
    const offline = session.state.kind === 'offline';
    const ready = typeof preview !== 'string' && preview.refused.length === 0;
    const mayMerge = pair.mergeable && pair.dismissed === null;
    return html`<div class="review">
      <div><button type="button" class="button quiet back" ?disabled=${sending} @click=${() => this.#close()}>${t.back}</button></div>
      <p class="score">${t.likely(pair.score)}</p>
      ${evidenceTable(pair, t)}
      ${mayMerge ? this.#decideView(session, review) : html`<div class="sides">${this.#sideView(pair.left, null)}${this.#sideView(pair.right, null)}</div>${pair.dismissed === null ? html`<p class="muted">${t.noRight}</p>` : html`<p class="muted">${t.lists.dismissed}: ${t.byAt(pair.dismissed.by.name, this.#date(pair.dismissed.at))}</p>`}`}
      ${failure === '' ? nothing : html`<p class="danger failure" role="alert" tabindex="-1">${failure}</p>`}
      <div class="buttons">
        ${mayMerge ? html`<button type="button" class="button primary" ?disabled=${!ready || sending || offline} @click=${() => this.#merge(session)}>${sending ? t.merging : t.merge}</button>` : nothing}
        <button type="button" class="button" ?disabled=${sending || offline} @click=${() => this.#dismiss(session, review)}>${pair.dismissed === null ? t.two : t.one}</button>
      </div>
    </div>`;
  }

  #sideView(side: PairSide, stays: boolean | null): TemplateResult {
    const t = this.#t;
    return html`<div class="side ${stays === true ? 'stays' : ''}">
      <strong><bdi>${side.name}</bdi></strong>
      ${stays === null ? nothing : html`<span class="what">${stays ? t.stays : t.goes}</span>`}
      <span class="small muted">${[side.code, side.place, side.owner?.name, this.#date(side.openedAt)].filter(Boolean).join(' · ')}</span>
      <button type="button" class="link" @click=${() => this.wish('dossier-open', { archive: side.id }, true)}>${t.open(side.name)}</button>
    </div>`;
  }

  #decideView(session: Session, review: Review): unknown {
    const t = this.#t;
    const { preview, choices, sending } = review;
    const [winner, loser] = this.#sides(review);
    const head = html`<div><h3>${t.keep}</h3><div class="sides">${this.#sideView(winner, true)}${this.#sideView(loser, false)}</div></div>
      <div><button type="button" class="button" ?disabled=${sending} @click=${() => this.#swap(session)}>${t.swap}</button></div>`;
    if (preview === 'loading') return html`${head}<p class="muted" aria-busy="true">${this.t.kit.loading}</p>`;
    if (preview === 'failed') return html`${head}${notice(t.failed, 'error', { label: this.t.kit.retry, run: () => void this.#preview(session) })}`;
    if (preview.refused.length > 0) return html`${head}${preview.refused.map(({ code }) => notice(t.refusals[code], 'warning'))}`;
    return html`${head}${mergeEntries({
      preview, choices, catalogue: this.#catalogue, t, language: this.language, date: this.#date, names: new Intl.ListFormat(this.language),
      choose: (key, choice) => {
        if (this.#review) this.#review = { ...this.#review, choices: { ...this.#review.choices, [key]: choice } };
        this.requestUpdate();
      },
    })}`;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'duplicate-review': DuplicateReview }
}
