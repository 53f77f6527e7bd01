/** Papers of a field: when they are asked for, and where their list is drawn. They are rows of the server under the section's right; no document holds their names. The list itself is loaded with the first field of papers. */
import { html, nothing, type TemplateResult } from 'lit';
import type { FileView } from '../../../model/api.ts';
import type { FileDesk } from '../../files/desk.ts';
import { later } from '../../internal/later.ts';
import type { FormField } from '../plan.ts';
import { idOf, type FormHost } from '../slot.ts';
import { localToday } from './computed.ts';

/** What is known of a section's files; shared by the fields that show them. */
export interface FileShelf {
  items: readonly FileView[] | null;
  state: 'idle' | 'loading' | 'ready' | 'failed';
  /** As of which change the list is. */
  heard: string;
  /** Here once the part that draws is. */
  desk?: FileDesk;
}

const part = later(() => import('../../files/part.ts'));

function load(host: FormHost, shelf: FileShelf): void {
  shelf.state = 'loading';
  shelf.heard = host.filesAt;
  void host.session.request<{ readonly items: readonly FileView[] }>('GET', `/api/archives/${encodeURIComponent(host.archive)}/files?section=${encodeURIComponent(host.section.name)}`).then(
    ({ items }) => Object.assign(shelf, { items, state: 'ready' }),
    () => Object.assign(shelf, { state: 'failed' }), // said in the field, with a retry
  ).then(() => host.refresh());
}

/** Asked once, when a section that may have files is first shown, and again when somebody changed them. */
export function lookUp(host: FormHost): void {
  const { shelf } = host;
  if (shelf.state === 'idle' || (shelf.state !== 'loading' && shelf.heard !== host.filesAt)) load(host, shelf);
}

/** The papers of a field. */
export const filesView = (host: FormHost, field: FormField): TemplateResult => listOf(host, field.key, idOf(`fields/${field.key}`));

/** The papers of one row, where its table has a column of papers: their kind is the row. */
export function rowFiles(host: FormHost, field: FormField, table: string, row: string): TemplateResult | typeof nothing {
  const column = field.home.columns?.find(({ kind }) => kind === 'files');
  if (column === undefined) return nothing;
  const id = idOf(`rows/${table}/${row}/${column.key}`);
  return html`<div class="label-row"><span class="label" id="${id}-label">${column.label}</span>${listOf(host, `${table}/${row}`, id)}</div>`;
}

/** Kind of a paper that belongs to no field. */
const PLAIN = 'file';

/** What nobody gave a field: there is a place for it among the documents, elsewhere only where there is something. */
export function otherFiles(host: FormHost, offered: boolean): TemplateResult | typeof nothing {
  if (!(offered && !host.readOnly) && !host.shelf.items?.some(({ kind }) => kind === PLAIN)) return nothing;
  const id = idOf('files/others');
  return html`<section class="group" aria-labelledby="${id}-label"><h4 id="${id}-label">${part.now()?.fileTexts(host.language).others ?? ''}</h4>${listOf(host, PLAIN, id)}</section>`;
}

function listOf(host: FormHost, kind: string, id: string): TemplateResult {
  const { shelf } = host;
  lookUp(host);
  if (shelf.state === 'failed' && shelf.items === null) return html`<p class="problem">${host.t.kit.failed} <button type="button" class="link" @click=${() => load(host, shelf)}>${host.t.kit.retry}</button></p>`;
  const drawn = part.now();
  if (drawn === undefined) {
    void part.load().then(() => host.refresh());
    return html`<div class="files" data-key=${`fields/${kind}`}><span class="skeleton files-wait"></span></div>`;
  }
  const { session, archive, section, language, readOnly } = host;
  shelf.desk ??= new drawn.FileDesk({ session, archive, section: section.name, shelf, changed: () => host.refresh() });
  shelf.desk.language = language;
  return drawn.fileList({ desk: shelf.desk, items: shelf.items, language, readOnly, endpoint: session.endpoint, today: localToday() }, { kind, id, labelId: `${id}-label` });
}
