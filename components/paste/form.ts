/** The way into pasting in a form: a button beside "add a fact". What is filled in is one step of the form's own undo. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Finding } from '../../model/paste/read-paste.ts';
import { localToday } from '../form/kinds/computed.ts';
import type { FormHost } from '../form/slot.ts';
import { later } from '../internal/later.ts';
import type { PasteDialog } from './dialog.ts';
import { PASTE_LABEL } from './label.ts';
import type { Facts } from './rows.ts';

const parts = later(async () => ({ ...(await import('./dialog.ts')), ...(await import('./sections.ts')), ...(await import('./texts.ts')) }));

/** What was last filled in, to be said beside the button. */
const said = new WeakMap<FormHost['directory'], string>();
/** The dialog is modal: there is one at most. `host` is as the form was drawn last. */
let open: { readonly dialog: PasteDialog; host: FormHost } | null = null;

export function pasteOffer(host: FormHost): TemplateResult {
  if (open !== null && open.host.directory === host.directory) {
    open.host = host;
    const { dialog } = open;
    queueMicrotask(() => dialog.drawn());
  }
  const done = said.get(host.directory);
  return html`<div class="no-print"><button type="button" class="button quiet" id="f-paste" aria-haspopup="dialog" @click=${(event: Event) => void begin(host, event)}>${PASTE_LABEL[host.language]}</button>
    <span class="muted small" role="status">${done ?? nothing}</span></div>`;
}

async function begin(host: FormHost, event: Event): Promise<void> {
  const scheme = ((event.currentTarget as Element).getRootNode() as ShadowRoot).host.getAttribute('scheme');
  const part = await parts.load();
  if (part === undefined || open !== null) return;
  const { language } = host;
  let now = host;
  const facts = (findings: readonly Finding[]): Facts | 'loading' | 'failed' => {
    now = open?.host ?? now;
    const { view, catalogue } = now;
    const kind = view.row?.kind ?? view.overview.kind;
    const there = part.sectionFacts(part.wantedSections(kind, findings), (name) => {
      const beside = now.beside(name);
      if (beside === null) return null;
      if (beside.host === null) beside.open();
      return { level: beside.page.level, open: beside.host?.section ?? null };
    });
    return typeof there === 'string' ? there : { kind, language, catalogue, today: localToday(), sections: there, lookUp: undefined };
  };
  const dialog = part.openPasteDialog({ text: '', language, scheme, facts, fill: (rows, its) => void part.writeRows(rows, its, language, (name) => now.beside(name)?.host?.section ?? null) });
  open = { dialog, host };
  part.fromClipboard((text) => dialog.offer(text));
  const count = await dialog.closed;
  open = null;
  if (count === 0) return;
  said.set(host.directory, part.pasteTexts(language).done(count));
  now.refresh();
}
