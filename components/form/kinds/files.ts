/** Papers of a field: listed, opened, added. They are rows of the server under the section's right; no document holds their names. */
import { html, nothing, type TemplateResult } from 'lit';
import type { FileView } from '../../../model/api.ts';
import { spelled } from '../values.ts';
import type { FormField } from '../plan.ts';
import { idOf, type FormHost } from '../slot.ts';
import { icon } from '../icons.ts';

/** What is known of a section's files; shared by the fields that show them. */
export interface FileShelf {
  items: readonly FileView[] | null;
  state: 'idle' | 'loading' | 'ready' | 'failed';
  /** By field key: what an upload is at, or why it failed. */
  readonly notes: Map<string, string>;
}

const filesPath = (host: FormHost): string => `/api/archives/${encodeURIComponent(host.archive)}/files`;

function load(host: FormHost, shelf: FileShelf): void {
  shelf.state = 'loading';
  void host.session.request<{ readonly items: readonly FileView[] }>('GET', `${filesPath(host)}?section=${encodeURIComponent(host.section.name)}`).then(
    ({ items }) => Object.assign(shelf, { items, state: 'ready' }),
    () => Object.assign(shelf, { state: 'failed' }), // said in the field, with a retry
  ).then(() => host.refresh());
}

/** Asked once, when a section that may have files is first shown. */
export function lookUp(host: FormHost): void {
  if (host.shelf.state === 'idle') load(host, host.shelf);
}

export function filesView(host: FormHost, field: FormField): TemplateResult {
  const shelf = host.shelf;
  lookUp(host);
  if (shelf.state === 'failed') return html`<p class="problem">${host.t.kit.failed} <button type="button" class="link" @click=${() => load(host, shelf)}>${host.t.kit.retry}</button></p>`;
  const files = (shelf.items ?? []).filter((file) => file.kind === field.key);
  const note = shelf.notes.get(field.key);
  const id = idOf(`fields/${field.key}`);
  return html`<div class="files" data-key=${`fields/${field.key}`}>
    ${shelf.items === null ? html`<span class="skeleton files-wait"></span>` : nothing}
    <ul class="plain">${files.map((file) => html`<li><button type="button" class="link" @click=${() => download(host, shelf, field, file)}>${file.name}</button> <span class="muted small">${size(file.size, host.language)}${file.validUntil === null ? '' : ` · ${host.t.form.validUntil(spelled(file.validUntil, host.language, ''))}`} · ${file.by.name}</span></li>`)}</ul>
    ${host.readOnly
      ? nothing
      : html`<label class="button quiet add">${icon('add')} ${host.t.form.addFile}<input id=${id} class="visually-hidden" type="file" aria-labelledby="${id}-label" @change=${(event: Event) => void upload(host, shelf, field, event.target as HTMLInputElement)} /></label>`}
    ${note === undefined ? nothing : html`<p class="problem" role="status">${note}</p>`}
  </div>`;
}

async function upload(host: FormHost, shelf: FileShelf, field: FormField, input: HTMLInputElement): Promise<void> {
  const file = input.files?.[0];
  if (!file) return;
  const form = new FormData();
  // the fields first: the server checks the right before it takes the bytes
  form.append('section', host.section.name);
  form.append('kind', field.key);
  form.append('file', file);
  shelf.notes.set(field.key, host.t.form.uploading(file.name));
  host.refresh();
  try {
    const answer = await host.session.fetch(filesPath(host), { method: 'POST', body: form });
    if (answer.ok) shelf.notes.delete(field.key);
    else shelf.notes.set(field.key, answer.status === 413 ? host.t.form.fileTooLarge(file.name) : host.t.form.notUploaded(file.name));
  } catch {
    shelf.notes.set(field.key, host.t.form.notUploaded(file.name)); // no connection: the file is still the person's, and the note says so
  }
  input.value = '';
  load(host, shelf);
}

/** By a request with the token and a link to the bytes: a plain link would carry no right. */
async function download(host: FormHost, shelf: FileShelf, field: FormField, file: FileView): Promise<void> {
  try {
    const answer = await host.session.fetch(`${filesPath(host)}/${encodeURIComponent(file.id)}`);
    if (!answer.ok) throw new Error(String(answer.status));
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    shelf.notes.delete(field.key);
  } catch {
    shelf.notes.set(field.key, host.t.form.notOpened(file.name)); // the list stays, the note says what failed
  }
  host.refresh();
}

export function size(bytes: number, lang: string): string {
  const [amount, unit] = bytes < 1000 ? [bytes, 'byte'] : bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: amount < 10 && unit !== 'byte' ? 1 : 0 }).format(amount);
}
