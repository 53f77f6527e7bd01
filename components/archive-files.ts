/** `<archive-files>`: all files of one archive that one may read, by section and field, what has expired first; more can be dropped there. What is known is held by `files/all-files.ts`. */
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FileView } from '../model/api.ts';
import type { CatalogueView } from '../model/catalogue/types.ts';
import { SECTIONS } from '../model/sections.ts';
import type { SectionKey } from '../model/sections.ts';
import { AllFiles } from './files/all-files.ts';
import type { Part } from './files/all-files.ts';
import { fileListStyles, fileRow, out, over, sendingRow } from './files/list.ts';
import type { FileListHost } from './files/list.ts';
import { fileTexts } from './files/texts.ts';
import { validity } from './files/validity.ts';
import type { Validity } from './files/validity.ts';
import { icon } from './form/icons.ts';
import { localToday } from './form/kinds/computed.ts';
import { DossierElement } from './internal/element.ts';
import { keepTyping } from './internal/keys.ts';
import { notice, troubleOf } from './internal/notices.ts';
import type { Session, Stop } from './internal/session.ts';
import { base, controls, tokens } from './internal/styles.ts';

const styles = css`
  .sheet { padding: 12px 16px 16px; }
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; }
  .title { font-size: 16px; font-weight: 600; }
  .icon { flex: none; }
  .section-name { margin-top: 12px; padding: 8px 0 4px; border-top: 1px solid var(--d-border); font-weight: 600; }
  .kind { display: grid; gap: 0 16px; padding: 2px 0; }
  .kind > .name { padding: 7px 0; color: var(--d-muted); }
  .empty { padding: 12px 0; }
  .problem { color: var(--d-danger); }
  @container (min-width: 560px) { .kind { grid-template-columns: 180px minmax(0, 1fr); } }
`;

const ORDER: readonly Validity[] = ['expired', 'soon', 'valid', 'open'];
/** A paper of a section, as a person chose to add it here. */
const HERE = { section: 'documents', kind: 'file' } as const;

/**
 * All papers of one customer that the person may read, by section and field, with preview and validity; what has expired stands first. Papers are added by a button or dropped on the
 * element.
 *
 * @attr archive - Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`).
 * @attr readonly - Nothing can be added, changed or removed here, whatever the person's right.
 * @attr discreet - Shows only papers of sections that a customer may look at, while the customer looks on.
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @prop {Seed | null} seed - What the page knows of a customer who has no archive yet (`name`, `kind`, `template`, `code`, `phone`, `email`, `department`): the form that opens one begins with it.
 * @fires dossier-created - Somebody opened the archive from the form that is offered where a key leads nowhere yet.
 * @fires dossier-open - The person wants to see another archive: one of the same name, found while a new one is opened.
 * @csspart sheet - The list with its title. It is not there while the element shows a message.
 */
export class ArchiveFiles extends DossierElement {
  static override readonly properties = { archive: {}, readonly: { type: Boolean, reflect: true }, discreet: { type: Boolean, reflect: true }, headingLevel: { type: Number, attribute: 'heading-level' } };
  static override readonly styles = [tokens, base, controls, fileListStyles, styles];
  declare archive: string;
  declare readonly: boolean;
  declare discreet: boolean;
  declare headingLevel: number;

  #data: AllFiles | null = null;
  #about = '';
  #ending = false;

  constructor() {
    super();
    this.archive = '';
    this.readonly = this.discreet = false;
    this.headingLevel = 2;
  }

  protected override attach(session: Session): Stop | undefined {
    this.#about = this.archive;
    this.#data = null;
    if (!this.archive) return undefined;
    const data = new AllFiles(session, this.archive, () => this.requestUpdate());
    this.#data = data;
    return () => data.dispose();
  }

  protected override willUpdate(): void {
    if (this.#about !== this.archive) this.reattach();
    this.#data?.words(this.language);
  }

  protected override render(): TemplateResult {
    return this.frame(this.#content());
  }

  #content(): TemplateResult | typeof nothing {
    const { t, session } = this;
    const data = this.#data;
    if (session === null) return troubleOf(session, t);
    if (!this.archive || data === null) return notice(t.kit.noArchive);
    switch (data.view.kind) {
      case 'loading': return session.state.kind === 'signedOut' ? troubleOf(session, t) : html`<div class="sheet" aria-busy="true"><span class="visually-hidden">${t.kit.loading}</span><p><span class="skeleton"></span></p></div>`;
      case 'missing': return this.noArchive(this.archive);
      case 'failed': return notice(t.kit.failed, 'error', { label: t.kit.retry, run: () => this.reattach() });
      case 'ready': return data.view.archive.level === 'exists' ? notice(t.kit.denied) : this.#sheet(data, session);
    }
  }

  #sheet(data: AllFiles, session: Session): TemplateResult {
    const t = fileTexts(this.language);
    const today = localToday();
    const parts = data.parts.filter(({ section }) => !this.discreet || SECTIONS[section as SectionKey].class.kind === 'internal');
    const files = parts.flatMap(({ shelf }) => shelf.items ?? []);
    const count = (state: Validity): number => files.filter((file) => validity(file.validUntil, today) === state).length;
    const [expired, soon] = [count('expired'), count('soon')];
    const wanted = (file: FileView): boolean => !this.#ending || ['expired', 'soon'].includes(validity(file.validUntil, today));
    const home = data.part(HERE.section);
    const adds = home?.writes === true && !this.readonly && session.state.kind !== 'signedOut' && data.view.kind === 'ready' && data.view.archive.row?.state === 'open';
    const add = (list: FileList | null | undefined): void => { if (list?.length) home?.desk.add(HERE.kind, list); };
    const shown = parts.filter(({ shelf, desk }) => shelf.items?.some(wanted) || desk.sendings.length > 0);
    return html`<div class="sheet files" part="sheet" @keydown=${keepTyping} @keyup=${keepTyping} @keypress=${keepTyping} @dragover=${adds ? over : nothing} @dragleave=${out} @drop=${adds ? (event: DragEvent) => { out(event); event.preventDefault(); add(event.dataTransfer?.files); } : nothing}>
      ${troubleOf(session, this.t)}
      <div class="bar"><span class="title" role="heading" aria-level=${this.headingLevel}>${t.title}</span>
        <span class="muted" role="status">${[t.count(files.length), ...(expired > 0 ? [t.expiredCount(expired)] : []), ...(soon > 0 ? [t.soonCount(soon)] : [])].join(' · ')}</span>
        ${expired + soon > 0 || this.#ending ? html`<button type="button" class="chip no-print" aria-pressed=${String(this.#ending)} @click=${() => { this.#ending = !this.#ending; this.requestUpdate(); }}>${t.onlyEnding}</button>` : nothing}
        ${adds ? html`<label class="button quiet add no-print">${icon('add')} ${t.add}<input class="visually-hidden" type="file" multiple aria-label=${t.add} @change=${({ target }: Event) => { const input = target as HTMLInputElement; add(input.files); input.value = ''; }} /></label>` : nothing}
      </div>
      ${shown.length === 0 ? html`<p class="empty"><strong>${this.#ending ? t.noneEnding : t.none}</strong> ${adds && !this.#ending ? html`<span class="muted">${t.noneHint}</span>` : nothing}</p>` : nothing}
      ${repeat(shown, ({ section }) => section, (part) => this.#section(part, session, data.catalogue, today, wanted))}
    </div>`;
  }

  #section({ section, shelf, desk, writes }: Part, session: Session, catalogue: CatalogueView | null, today: string, wanted: (file: FileView) => boolean): TemplateResult {
    desk.language = this.language;
    const host: FileListHost = { desk, items: shelf.items, language: this.language, readOnly: this.readonly || !writes || session.state.kind === 'signedOut', endpoint: session.endpoint, today };
    const files = (shelf.items ?? []).filter(wanted).sort((a, b) => ORDER.indexOf(validity(a.validUntil, today)) - ORDER.indexOf(validity(b.validUntil, today)));
    const kinds = [...new Set([...files.map(({ kind }) => kind), ...desk.sendings.map(({ kind }) => kind)])];
    const name = catalogue?.sections.find(({ key }) => key === section)?.label ?? '';
    return html`<section aria-label=${name}>
      <h3 class="section-name" aria-level=${this.headingLevel + 1}>${name}</h3>
      ${repeat(kinds, (kind) => kind, (kind) => html`<div class="kind"><span class="name">${this.#kindLabel(kind, catalogue)}</span>
        <div><ul>${repeat(files.filter((file) => file.kind === kind), ({ id }) => id, (file) => fileRow(host, file, files))}${repeat(desk.sendings.filter((each) => each.kind === kind), ({ id }) => id, (each) => sendingRow(host, each))}</ul>
        <p class="problem" role="status" ?hidden=${!desk.notes.has(kind)}>${desk.notes.get(kind) ?? ''}</p></div></div>`)}
    </section>`;
  }

  /** The field, or the table of the row, that it is a paper of. */
  #kindLabel(kind: string, catalogue: CatalogueView | null): string {
    const [table = ''] = kind.split('/');
    const fields = catalogue?.fields ?? [];
    return fields.find(({ key }) => key === kind)?.label ?? (kind.includes('/') ? fields.find((field) => field.kind === 'rows' && (field.table ?? field.key) === table)?.label : undefined) ?? fileTexts(this.language).file;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'archive-files': ArchiveFiles }
}
