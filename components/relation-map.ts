/** `<relation-map>`: who reports to whom and works with whom at one customer, as a picture one can walk through and the same as a table; related parties as a second view. It opens the sections it needs; drawing is `relations/map-face.ts`. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type * as Y from 'yjs';
import type { ArchiveView } from '../model/api.ts';
import type { CatalogueView } from '../model/catalogue/types.ts';
import { atLeast } from '../model/rights.ts';
import { getRows, type Row } from '../model/section-doc.ts';
import type { SectionKey } from '../model/sections.ts';
import { DossierElement } from './internal/element.ts';
import { notice, troubleOf } from './internal/notices.ts';
import { ApiError, type SectionHandle, type Session, type Stop } from './internal/session.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { wordsIn } from './relations/boxes.ts';
import { graphOf, type Graph } from './relations/graph.ts';
import { MapFace } from './relations/map-face.ts';
import { relationStyles } from './relations/styles.ts';
import { relationTexts } from './relations/texts.ts';

const OPEN = 'people';
const OWN: SectionKey = 'assessment';

/** One section held open; the document is replaced now and then, so it is asked for anew. */
class Held {
  readonly handle: SectionHandle;
  readonly #changed: () => void;
  #doc: Y.Doc | null = null;
  #stopDoc: Stop | undefined;
  readonly #stop: Stop;

  constructor(handle: SectionHandle, changed: () => void) {
    this.handle = handle;
    this.#changed = changed;
    this.#stop = handle.subscribe(() => this.#look());
    this.#look();
  }
  #look(): void {
    const { doc, state } = this.handle;
    if (state.kind === 'ready' && doc !== null && doc !== this.#doc) {
      this.#stopDoc?.();
      this.#doc = doc;
      const heard = (transaction: Y.Transaction) => { if (transaction.changed.size > 0) this.#changed(); };
      doc.on('afterTransaction', heard);
      this.#stopDoc = () => doc.off('afterTransaction', heard);
    }
    this.#changed();
  }
  get here(): boolean {
    return this.#doc !== null;
  }
  rows(table: string): readonly Row[] {
    return this.#doc === null ? [] : getRows(this.#doc, table);
  }
  close(): void {
    this.#stop();
    this.#stopDoc?.();
    this.handle.release();
  }
}

/**
 * Who reports to whom and who works with whom at one customer, as a picture one can walk through and the same as a table; related parties are a second view.
 *
 * @attr archive - Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`).
 * @attr {'picture' | 'table'} as - How it is shown; follows what the person turns to.
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @attr discreet - Leaves internal relations out while the customer looks on.
 * @fires dossier-row - The person wants to edit a department, a person or a related party: its section, table and row. `showRow()` of an `<archive-form>` takes the same.
 * @csspart sheet - The whole sheet.
 */
export class RelationMap extends DossierElement {
  static override readonly styles = [tokens, base, controls, relationStyles];
  static override readonly properties = { archive: {}, as: { reflect: true }, headingLevel: { type: Number, attribute: 'heading-level' }, discreet: { type: Boolean, reflect: true } };
  declare archive: string;
  declare as: 'picture' | 'table';
  declare headingLevel: number;
  declare discreet: boolean;

  #attached: string | undefined;
  #view: ArchiveView | null = null;
  #catalogue: CatalogueView | null = null;
  #catalogueOf: string | undefined;
  #failed: unknown;
  #people: Held | null = null;
  #own: Held | null = null;
  /** Internal relations are shown because the person asked for them. */
  #asked = false;
  #graph: Graph | null = null;
  readonly #face = new MapFace({
    changed: () => this.requestUpdate(),
    edit: ({ table, row }) => { if (this.#view) this.wish('dossier-row', { archive: this.#view.id, section: OPEN, table, row }); },
    turnInternal: () => this.#turnInternal(),
    turned: (as) => { this.as = as; },
  });

  constructor() {
    super();
    this.archive = '';
    this.as = 'picture';
    this.headingLevel = 2;
    this.discreet = false;
  }

  protected override attach(session: Session): Stop | undefined {
    this.#attached = this.archive;
    this.#view = null;
    this.#catalogueOf = undefined;
    this.#failed = undefined;
    if (!this.archive) return undefined;
    const ref = this.archive;
    let over = false;
    session.archive(ref).then((view) => {
      if (over) return;
      this.#view = view;
      if (this.#may(OPEN)) this.#people = new Held(session.open(view.id, OPEN), () => this.#stale());
      this.requestUpdate();
    }, (error: unknown) => {
      if (over) return;
      this.#failed = error;
      this.requestUpdate();
    });
    return () => {
      over = true;
      this.#people?.close();
      this.#closeOwn();
      this.#people = null;
      this.#asked = false;
      this.#graph = null;
    };
  }

  #may(section: SectionKey): boolean {
    const right = this.#view?.sections.find((each) => each.section === section);
    return right !== undefined && atLeast(right.level, 'read');
  }
  #stale(): void {
    this.#graph = null;
    this.requestUpdate();
  }
  #closeOwn(): void {
    this.#own?.close();
    this.#own = null;
  }
  #turnInternal(): void {
    this.#asked = !this.#asked;
    if (!this.#asked) this.#closeOwn();
    else if (this.session !== null && this.#view !== null && this.#may(OWN)) this.#own = new Held(this.session.open(this.#view.id, OWN), () => this.#stale());
    this.#stale();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (this.archive !== this.#attached) this.reattach();
    if (changed.has('as')) this.#face.as = this.as === 'table' ? 'table' : 'picture';
    if (changed.has('discreet')) {
      if (this.discreet) {
        this.#asked = false;
        this.#closeOwn();
      }
      this.#graph = null;
    }
    this.#speak();
  }

  /** The words of the archive's own sheets, in the reader's language. */
  #speak(): void {
    const view = this.#view;
    const { language, session } = this;
    const wanted = `${language} ${session?.edition}`;
    if (session === null || view === null || this.#catalogueOf === wanted) return;
    this.#catalogueOf = wanted;
    session.catalogue(language, view.row?.packs).then((catalogue) => {
      if (this.#catalogueOf === wanted) this.#catalogue = catalogue;
      this.requestUpdate();
    }, () => { this.#catalogueOf = undefined; /* keys stand where words would; the next change asks again */ });
  }

  #graphNow(people: Held): Graph {
    return (this.#graph ??= graphOf({
      departments: people.rows('departments'), members: people.rows('departmentMembers'), cooperation: people.rows('departmentCooperation'), people: people.rows('people'), parties: people.rows('relatedParties'),
      relations: this.#own?.here ? this.#own.rows('personRelations') : null,
    }));
  }

  protected override render(): TemplateResult {
    const { t, session } = this;
    const trouble = troubleOf(session, t);
    if (session === null) return this.frame(trouble);
    if (!this.archive) return this.frame(notice(t.kit.noArchive));
    const lost = session.state.kind === 'signedOut' || session.state.kind === 'failed';
    if (this.#failed !== undefined) {
      if (lost) return this.frame(trouble);
      const missing = this.#failed instanceof ApiError && this.#failed.status === 404;
      return this.frame(missing ? notice(t.kit.missing) : notice(t.kit.failed, 'error', { label: t.kit.retry, run: () => this.reattach() }));
    }
    const view = this.#view;
    if (view === null) return this.frame(lost ? trouble : this.#waiting());
    const people = this.#people;
    if (people === null || people.handle.state.kind === 'missing') return this.frame(notice(t.kit.denied));
    if (people.handle.state.kind === 'failed' && !people.here) return this.frame(notice(t.kit.failed, 'error', { label: t.kit.retry, run: () => this.reattach() }));
    if (!people.here) return this.frame(lost ? trouble : this.#waiting());
    const words = relationTexts(this.language);
    return this.frame(html`<section class="sheet" part="sheet" aria-label=${words.title}>
      <div class="relation-head"><span class="relation-title" role="heading" aria-level=${this.headingLevel}>${words.title}</span> <span class="muted">${view.overview.name}</span></div>
      ${trouble === nothing ? nothing : trouble}
      <div class="relation-content">${this.#face.render({
        graph: this.#graphNow(people), language: this.language, words: wordsIn(this.#catalogue), customer: view.overview.name,
        internal: this.discreet || !this.#may(OWN) ? 'none' : this.#asked ? 'open' : 'closed',
      })}</div>
    </section>`);
  }

  #waiting(): TemplateResult {
    return html`<div class="sheet relation-content" role="status" aria-label=${this.t.kit.loading}>${[1, 2, 3].map(() => html`<p aria-hidden="true"><span class="skeleton wide"></span></p>`)}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'relation-map': RelationMap }
}
