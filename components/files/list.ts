/** Files of one kind as a list one can add to: drop, send, preview, download, rename, date, remove. Draws what a desk knows; keeps nothing of its own. */
import { css, html, nothing, type CSSResult, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import type { FileView } from '../../model/api.ts';
import { isShown } from '../../model/file-types.ts';
import type { Language } from '../../model/labels.ts';
import { called } from '../internal/called.ts';
import { formatDate } from '../internal/formats.ts';
import { later } from '../internal/later.ts';
import { icon } from '../form/icons.ts';
import type { FileDesk, Sending } from './desk.ts';
import { size } from './size.ts';
import { fileTexts } from './texts.ts';
import { validity } from './validity.ts';

export interface FileListHost {
  readonly desk: FileDesk;
  readonly items: readonly FileView[] | null;
  readonly language: Language;
  readonly readOnly: boolean;
  /** Address of the server, which has the page for PDFs. */
  readonly endpoint: string;
  /** `YYYY-MM-DD`, where the reader is. */
  readonly today: string;
}

export interface FileListPlace {
  readonly kind: string;
  /** Of the control that adds, and of the words that name the list. */
  readonly id: string;
  readonly labelId: string;
}

const preview = later(() => import('../preview/open.ts'));

export const fileListStyles: CSSResult = css`
  .files.over { outline: 2px dashed var(--d-accent); outline-offset: 2px; border-radius: 6px; }
  .file-row { padding: 2px 0; }
  .file-line { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 8px; min-height: var(--d-row); }
  .file-name { text-align: start; overflow-wrap: anywhere; }
  .file-tools { display: inline-flex; margin-inline-start: auto; }
  .file-edit { display: flex; flex-wrap: wrap; align-items: end; gap: 8px; padding: 4px 0 8px; }
  .file-edit label { display: grid; gap: 2px; font-size: 12px; color: var(--d-muted); }
  .file-edit label:first-child { flex: 1 1 200px; }
  .file-edit input { font-size: 14px; color: var(--d-text); }
  .file-edit .newer { color: var(--d-accent); font-size: 14px; }
  .file-ask { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; padding: 2px 0; }
  .going .file-name { text-decoration: line-through; color: var(--d-muted); }
  .until { font-size: 12px; color: var(--d-muted); }
  .until.soon { color: var(--d-due); font-weight: 600; }
  .until.expired { color: var(--d-danger); font-weight: 600; }
  .sending progress { flex: 1 1 120px; max-width: 240px; height: 6px; accent-color: var(--d-accent); }
  .add { position: relative; }
  @media (pointer: coarse) { .file-tools .button { min-width: 44px; min-height: 44px; } .file-name { min-height: 44px; } }
`;

export function fileList(host: FileListHost, { kind, id, labelId }: FileListPlace): TemplateResult {
  const t = fileTexts(host.language);
  const { desk } = host;
  const files = (host.items ?? []).filter((file) => file.kind === kind);
  const note = desk.notes.get(kind);
  const add = (list: FileList | null | undefined): void => { if (list?.length) desk.add(kind, list); };
  const chosen = ({ target }: Event): void => {
    const input = target as HTMLInputElement;
    add(input.files);
    input.value = '';
  };
  return html`<div class="files" data-key=${`fields/${kind}`} ${ref(styled)} @dragover=${host.readOnly ? nothing : over} @dragleave=${out} @drop=${host.readOnly ? nothing : (event: DragEvent) => { out(event); event.preventDefault(); add(event.dataTransfer?.files); }}>
    ${host.items === null ? html`<span class="skeleton files-wait"></span>` : nothing}
    <ul class="plain">${repeat(files, (file) => file.id, (file) => fileRow(host, file, files))}${repeat(desk.sendings.filter((each) => each.kind === kind), (each) => each.id, (each) => sendingRow(host, each))}</ul>
    ${host.readOnly ? nothing : html`<label class="button quiet add no-print">${icon('add')} ${t.add}<input id=${id} class="visually-hidden" type="file" multiple aria-labelledby=${labelId} @change=${chosen} /></label>`}
    <p class="problem" role="status" ?hidden=${note === undefined}>${note ?? ''}</p>
  </div>`;
}

/** The list stands in somebody else's shadow root: its look comes along when it is first drawn there. */
function styled(element: Element | undefined): void {
  const sheet = fileListStyles.styleSheet!;
  // it is not in its place yet when it is made
  queueMicrotask(() => {
    const root = element?.getRootNode();
    if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  });
}

export function over(event: DragEvent): void {
  if (!event.dataTransfer?.types.includes('Files')) return;
  event.preventDefault();
  (event.currentTarget as Element).classList.add('over');
}
export const out = (event: DragEvent): void => (event.currentTarget as Element).classList.remove('over');

/** One file with its tools; `among` are the files that the preview goes through. */
export function fileRow(host: FileListHost, file: FileView, among: readonly FileView[]): TemplateResult {
  const { desk, language, readOnly } = host;
  const t = fileTexts(language);
  const going = desk.isRemoving(file.id);
  const shows = isShown(file.type);
  const open = () => void (shows ? show(host, file, among) : desk.download(file));
  const tool = (name: Parameters<typeof icon>[0], label: string, press: () => void, pressed?: boolean) => html`<button type="button" class="button quiet icon" aria-label=${label} title=${label} aria-expanded=${pressed ?? nothing} @click=${press}>${icon(name)}</button>`;
  return html`<li class="file-row ${going ? 'going' : ''}" data-file=${file.id}>
    <div class="file-line">
      <button type="button" class="link file-name" ?disabled=${going} aria-label=${shows ? t.preview(file.name) : t.download(file.name)} @click=${open}><bdi>${file.name}</bdi></button>
      ${until(host, file)}
      <span class="muted small">${size(file.size, language)} · <bdi>${t.addedBy(called(file.by, language), formatDate(language, file.at))}</bdi></span>
      ${going ? nothing : html`<span class="file-tools no-print">
        ${shows ? tool('down', t.download(file.name), () => void desk.download(file)) : nothing}
        ${readOnly ? nothing : html`${tool('calendar', t.details(file.name), () => desk.edit(desk.editing === file.id ? null : file.id), desk.editing === file.id)}${tool('remove', t.remove(file.name), () => desk.remove(file))}`}
      </span>`}
    </div>
    ${going ? html`<div class="file-ask" role="status"><span>${t.removed(file.name)}</span> <button type="button" class="button quiet" @click=${() => desk.keep(file)}>${t.undo}</button></div>` : nothing}
    ${!going && !readOnly && desk.superseded.has(file.id) ? html`<div class="file-ask" role="status"><span>${t.older(file.name)}</span> <button type="button" class="button" @click=${() => desk.remove(file)}>${t.removeIt}</button><button type="button" class="button quiet" @click=${() => desk.keep(file)}>${t.keepIt}</button></div>` : nothing}
    ${!going && !readOnly && desk.editing === file.id ? editor(host, file) : nothing}
  </li>`;
}

function until({ language, today }: FileListHost, { validUntil }: FileView): TemplateResult | typeof nothing {
  if (validUntil === null) return nothing;
  const t = fileTexts(language);
  const date = formatDate(language, validUntil);
  const state = validity(validUntil, today);
  return html`<span class="until ${state}">${state === 'expired' ? t.expired(date) : state === 'soon' ? t.soon(date) : t.valid(date)}</span>`;
}

function editor({ desk, language }: FileListHost, file: FileView): TemplateResult {
  const t = fileTexts(language);
  const save = (event: Event): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const name = String(data.get('name')).trim();
    const validUntil = String(data.get('until')) || null;
    void desk.change(file, { ...(name !== '' && name !== file.name ? { name } : {}), ...(validUntil !== file.validUntil ? { validUntil } : {}) });
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    desk.edit(null);
  };
  return html`<form class="file-edit no-print" @submit=${save} @keydown=${keys}>
    <label>${t.name}<input class="input" name="name" required maxlength="255" .value=${file.name} /></label>
    <label>${t.until}<input class="input" name="until" type="date" .value=${file.validUntil ?? ''} /></label>
    <button class="button primary">${t.save}</button>
    <button type="button" class="button quiet" @click=${() => desk.edit(null)}>${t.cancel}</button>
    <label class="button quiet add newer">${t.newer}<input class="visually-hidden" type="file" aria-label=${t.newer} @change=${({ target }: Event) => {
      const { files } = target as HTMLInputElement;
      desk.edit(null);
      if (files?.length) desk.add(file.kind, files, file.id);
    }} /></label>
  </form>`;
}

export function sendingRow({ desk, language }: FileListHost, sending: Sending): TemplateResult {
  const t = fileTexts(language);
  const { file, sent, state } = sending;
  if (state.kind === 'failed') return html`<li class="file-row sending"><div class="file-ask" role="alert"><span class="problem">${state.text}</span>
    ${state.again ? html`<button type="button" class="button quiet" @click=${() => desk.again(sending)}>${t.again}</button>` : nothing}
    <button type="button" class="button quiet" @click=${() => desk.drop(sending)}>${t.drop_}</button></div></li>`;
  const words = state.kind === 'queued' ? t.waitsTurn : state.kind === 'waiting' ? t.waiting : t.sending(`${size(sent, language)} / ${size(file.size, language)}`);
  return html`<li class="file-row sending"><div class="file-line">
    <bdi>${file.name}</bdi> <progress max=${Math.max(1, file.size)} .value=${sent} aria-label=${file.name}></progress> <span class="muted small" role="status">${words}</span>
    <span class="file-tools"><button type="button" class="button quiet icon" aria-label=${t.stop(file.name)} title=${t.stop(file.name)} @click=${() => desk.drop(sending)}>${icon('remove')}</button></span>
  </div></li>`;
}

async function show(host: FileListHost, file: FileView, among: readonly FileView[]): Promise<void> {
  const part = preview.now() ?? (await preview.load());
  const files = among.filter(({ type }) => isShown(type));
  // what cannot be loaded just now is at least kept
  if (part === undefined) await host.desk.download(file);
  else await part.openPreview({ files, at: Math.max(0, files.indexOf(file)), desk: host.desk, language: host.language, endpoint: host.endpoint });
}
