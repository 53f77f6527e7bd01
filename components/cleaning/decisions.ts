/** What was decided, watched until it is done and told in a line with its undoing; also those of before. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { DecisionView } from '../../model/cleaning/api.ts';
import { notice } from '../internal/notices.ts';
import type { Stop } from '../internal/session.ts';
import { sentence } from './group-row.ts';
import { day, failureText, isOffline, number } from './host.ts';
import type { BenchHost } from './host.ts';

/** How soon the server is asked how far it is. */
const ASK_AFTER = 400;
const isLive = ({ state }: DecisionView): boolean => state === 'running' || state === 'undoing';

interface Told { readonly decision: DecisionView; /** Findings of the cause that are left; null: not counted yet. */ readonly left: number | null; readonly problem: string }

export class Decisions {
  readonly #host: BenchHost;
  /** Something has ended: what is found is another thing now. */
  readonly #ended: () => Promise<void>;
  readonly #leftOf: (group: string) => number;
  readonly #stops = new Map<string, Stop>();
  #told: readonly Told[] = [];
  #gone = false;

  constructor(host: BenchHost, ended: () => Promise<void>, leftOf: (group: string) => number) {
    this.#host = host;
    this.#ended = ended;
    this.#leftOf = leftOf;
  }

  dispose(): void {
    this.#gone = true;
    for (const stop of this.#stops.values()) stop();
  }

  /** How far the decision on this cause is; null: none is under way. */
  busy(group: string): string | null {
    const live = this.#told.find(({ decision }) => decision.group === group && isLive(decision))?.decision;
    return live === undefined ? null : this.#far(live);
  }
  #far({ state, done, total }: DecisionView): string {
    const { t } = this.#host;
    return state === 'undoing' ? t.undoing : t.running(number(this.#host, done), number(this.#host, total));
  }

  /** Tells of it from now on. */
  watch(decision: DecisionView): void {
    this.#set({ decision, left: null, problem: '' });
    if (isLive(decision)) this.#later(decision.id);
    else void this.#end(decision);
  }
  now(id: string): DecisionView | undefined {
    return this.#told.find(({ decision }) => decision.id === id)?.decision;
  }

  #set(told: Told): void {
    const here = this.#told.some(({ decision }) => decision.id === told.decision.id);
    this.#told = here ? this.#told.map((each) => (each.decision.id === told.decision.id ? told : each)) : [told, ...this.#told].filter(({ decision }, i) => i < 4 || isLive(decision));
    this.#host.update();
  }

  #later(id: string): void {
    if (!this.#gone) this.#stops.set(id, this.#host.clock.after(ASK_AFTER, () => void this.#ask(id)));
  }
  async #ask(id: string): Promise<void> {
    let decision: DecisionView;
    try {
      decision = await this.#host.session.request<DecisionView>('GET', `/api/cleaning/decisions/${encodeURIComponent(id)}`);
    } catch (error) {
      failureText(this.#host, error); // a server that is away for a moment is asked again
      return this.#later(id);
    }
    if (this.#gone) return;
    if (isLive(decision)) {
      this.#set({ decision, left: null, problem: '' });
      this.#later(id);
    } else await this.#end(decision);
  }
  async #end(decision: DecisionView): Promise<void> {
    this.#set({ decision, left: null, problem: '' });
    await this.#ended();
    this.#set({ decision, left: this.#leftOf(decision.group), problem: '' });
  }

  async undo(decision: DecisionView): Promise<void> {
    const { session, focus } = this.#host;
    this.#set({ decision: { ...decision, state: 'undoing', undoable: false }, left: null, problem: '' });
    focus('.news');
    try {
      this.watch(await session.request<DecisionView>('POST', `/api/cleaning/decisions/${encodeURIComponent(decision.id)}/undo`));
    } catch (error) {
      this.#set({ decision, left: null, problem: failureText(this.#host, error) });
    }
  }

  /** The newest first. */
  render(): TemplateResult {
    const { t, strings } = this.#host;
    return html`<div class="news" role="status" aria-label=${t.news} tabindex="-1" ?hidden=${this.#told.length === 0}>${this.#told.map(({ decision, left, problem }) => html`<div class="told" data-decision=${decision.id} aria-busy=${left === null && problem === '' ? 'true' : 'false'}>
      ${this.line(decision, left)}
      ${problem === '' ? nothing : notice(problem, 'error')}
      ${isLive(decision) ? nothing : html`<button type="button" class="button quiet icon hide" aria-label=${strings.kit.close} title=${strings.kit.close} @click=${() => this.#hide(decision)}>×</button>`}
    </div>`)}</div>`;
  }
  #hide({ id }: DecisionView): void {
    this.#told = this.#told.filter(({ decision }) => decision.id !== id);
    this.#host.update();
    this.#host.focus('.group');
  }

  /** "Phones with letters: 318 mended, 4 left", with what became of the others. */
  line(decision: DecisionView, left: number | null, by = false): TemplateResult {
    const { t } = this.#host;
    const n = (count: number): string => number(this.#host, count);
    const { state, mended, changed, forbidden, refused, undone, rule, total, done } = decision;
    const told = state === 'undone' ? [t.undone(n(mended - (undone?.kept ?? 0))), ...(undone && undone.kept > 0 ? [t.kept(n(undone.kept))] : [])]
      : isLive(decision) ? [this.#far(decision)]
        : [left === null || left === 0 ? t.done(n(mended)) : t.doneLeft(n(mended), n(left)), ...(changed > 0 ? [t.changedSince(n(changed))] : []), ...(forbidden > 0 ? [t.notAllowed(n(forbidden))] : []), ...(refused > 0 ? [t.refused(n(refused))] : [])];
    return html`<div class="decision">
      <p class="outcome">${told.join(' · ')}</p>
      <p class="muted small">${sentence({ count: total, label: decision.label, place: decision.place }, this.#host)} · ${rule.label[this.#host.language]}${by ? html` · ${t.byAt(decision.by.name, day(this.#host, decision.at))}` : nothing}</p>
      ${state === 'failed' ? html`<p class="danger small">${t.ruleFailed}</p>` : nothing}
      ${isLive(decision) ? html`<progress max=${total} .value=${state === 'undoing' ? nothing : done} aria-label=${this.#far(decision)}></progress>` : nothing}
      ${decision.undoable && !isLive(decision) ? html`<div class="undoing"><button type="button" class="button undo" ?disabled=${isOffline(this.#host)} @click=${() => void this.undo(decision)}>${t.undo}</button></div>` : nothing}
    </div>`;
  }
}
