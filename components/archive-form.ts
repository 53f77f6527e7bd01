/** `<archive-form>`: shows and edits one archive in the words of the catalogue, page by page, together with everybody else who is in it. What it stands on is `form/form-model.ts`, how it looks `form/sheet.ts`. */
import { html } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { Attention } from './form/attention.ts';
import type { Companions } from './form/companions.ts';
import { FocusKeeper } from './form/focus-keeper.ts';
import { FormModel } from './form/form-model.ts';
import { formStyles } from './form/form.styles.ts';
import { LaterPages } from './form/later-pages.ts';
import { SavedFace } from './form/saved-face.ts';
import { sheet } from './form/sheet.ts';
import { idOf, type FormHost } from './form/slot.ts';
import { failure, isMissing, skeleton } from './form/states.ts';
import { DossierElement } from './internal/element.ts';
import { notice, troubleOf } from './internal/notices.ts';
import { peopleStyles } from './internal/people.ts';
import type { Session, Stop } from './internal/session.ts';
import { form } from './internal/strings/en/form.ts';
import { speak } from './internal/strings/en/index.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { warningStyles } from './internal/warning.ts';

speak({ form });

/**
 * Every fact of one archive in the words of the catalogue, page by page, edited together with everybody else who is in it. Text merges while two people type; what is not saved says so.
 *
 * @attr archive - Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`).
 * @attr section - Page that shows first: `archive` for the archive's own row, or a section such as `profile`. The person may go elsewhere.
 * @attr packs - Sheets that are shown, by their keys with blanks between; without it those of the archive.
 * @attr readonly - Nothing can be changed here, whatever the person's right.
 * @attr discreet - Hides classes, margins, opinions and competitors while the customer looks on.
 * @prop {Seed | null} seed - What the page knows of a customer who has no archive yet (`name`, `kind`, `template`, `code`, `phone`, `email`, `department`): the form that opens one begins with it.
 * @fires dossier-created - Somebody opened the archive from the form that is offered where a key leads nowhere yet.
 * @fires dossier-open - The person wants to see another archive: one of the same name, found while a new one is opened.
 */
export class ArchiveForm extends DossierElement {
  static readonly formAssociated = true;
  static override readonly styles = [tokens, base, controls, peopleStyles, warningStyles, formStyles];
  static override readonly properties = {
    archive: {}, section: {}, packs: {}, readonly: { type: Boolean, reflect: true }, discreet: { type: Boolean, reflect: true },
  };
  declare archive: string;
  declare section: string;
  declare packs: string;
  declare readonly: boolean;
  declare discreet: boolean;

  /** All of the form is to be drawn anew. No field with a beginning: it is set before this class has its own. */
  declare protected whole: boolean;
  #attached: string | undefined;
  #companions: Companions | null = null;
  #drawnHost: FormHost | null = null;
  readonly #focus = new FocusKeeper(this);
  readonly #model = new FormModel(this, this.#focus, () => this.t);
  readonly #attention = new Attention({
    sections: this.#model.sections, current: () => this.#model.section, moving: () => this.#focus.moving, steps: () => this.#model.steps,
    // a field that was retired while somebody was in it is theirs until now
    left: () => { if (this.#model.source?.catalogue?.fields.some(({ retired }) => retired)) this.requestUpdate(); },
  });
  readonly #pages = new LaterPages(() => this.requestUpdate());
  #lookAgain: ReturnType<typeof setTimeout> | undefined;
  readonly #saved = new SavedFace((milliseconds) => {
    clearTimeout(this.#lookAgain); // each drawing asks anew
    this.#lookAgain = setTimeout(() => this.touch(), milliseconds);
  });

  constructor() {
    super();
    this.archive = this.section = this.packs = '';
    this.readonly = this.discreet = false;
  }

  protected override attach(session: Session): Stop | undefined {
    this.#attached = this.archive;
    this.#model.place.page = '';
    if (!this.archive) return undefined;
    this.#model.begin(session);
    let over = false;
    // without them the form works all the same
    void this.updateComplete.then(() => import('./form/companions.ts')).then(({ Companions: Late }) => {
      if (!over) this.#companions = new Late({ form: this, session, attention: this.#attention, host: () => this.#drawnHost });
    }, () => {});
    return () => {
      over = true;
      this.#companions?.stop();
      this.#companions = null;
      this.#drawnHost = null;
      this.#pages.stop();
      this.#model.end();
    };
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (this.archive !== this.#attached) this.reattach();
    if (changed.has('section') && this.section !== '') this.#model.go(this.section);
    this.#model.follow();
  }

  /** Nothing is drawn while an input method composes. */
  override shouldUpdate(): boolean {
    return !this.#focus.composing;
  }
  override update(changed: PropertyValues<this>): void {
    this.#focus.around(() => super.update(changed));
  }
  override updated(): void {
    this.#focus.settle();
    this.#attention.drawn((this.renderRoot as ShadowRoot).activeElement);
    this.#companions?.drawn();
  }

  override requestUpdate(...given: Parameters<DossierElement['requestUpdate']>): void {
    this.whole = true;
    super.requestUpdate(...given);
  }
  /** Draws again what rests on values that have changed. @internal */
  touch(): void {
    super.requestUpdate();
  }

  /** A `<fieldset disabled>` of the page around it makes it one to read. It has no value in the page's form: what is written here is saved here. */
  formDisabledCallback(disabled: boolean): void {
    if (disabled) this.#ownReadonly = this.readonly;
    this.readonly = disabled || this.#ownReadonly;
  }
  #ownReadonly = false;

  /** Shows a row of a section, opened where its table has a look: what `dossier-row` of a `<relation-map>` asks for. */
  showRow({ section, table, row }: { readonly section: string; readonly table: string; readonly row: string }): void {
    this.#model.go(section);
    this.#model.place.openRow(table, row);
    this.#focus.on(idOf(`open-${table}/${row}`));
  }

  protected override render(): TemplateResult {
    const { t, session } = this;
    const trouble = troubleOf(session, t);
    if (session === null) return this.frame(trouble);
    const model = this.#model;
    const { source } = model;
    if (source === null) return this.frame(notice(t.kit.noArchive));
    const { loaded, catalogue } = source;
    const lost = session.state.kind === 'signedOut' || session.state.kind === 'failed';
    if (loaded.kind === 'failed') return this.frame(lost ? trouble : isMissing(loaded.error) ? this.noArchive(this.archive) : failure(t, loaded.error, () => this.reattach()));
    if (loaded.kind === 'loading') return this.frame(lost ? trouble : skeleton(t));
    const { view } = loaded;
    if (view.level === 'none' || view.level === 'exists') {
      const { owner, name } = view.overview;
      return this.frame(notice(`${t.form.existsOnly(name)} ${owner === null ? '' : t.form.askOwner(owner.name)}`));
    }
    if (catalogue === null) return this.frame(skeleton(t));
    const ready = { source, catalogue, view };
    model.redraw.begin(this.whole);
    this.whole = false;
    const host = (this.#drawnHost = model.host(ready, model.section));
    model.steps = model.stepsOf(host);
    return this.frame(html`${this.emergency(view.id)}${sheet({ form: this, model, attention: this.#attention, companions: this.#companions, pages: this.#pages, saved: this.#saved, trouble }, ready, host)}`);
  }
}

declare global {
  interface HTMLElementTagNameMap { 'archive-form': ArchiveForm }
}
