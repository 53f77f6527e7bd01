/** The top line of the form: whose archive it is, what is saved, and one's own last step to take back. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SavedState } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import type { Language } from '../../model/labels.ts';
import { formatTime } from '../internal/formats.ts';
import { icon } from './icons.ts';
import type { OpenSection } from './open-section.ts';

/** The least saved of all sections decides; of what is saved, the newest moment. */
export function worst(states: readonly SavedState[]): SavedState {
  let at = 0;
  let waiting = 0;
  let refused = 0;
  let saving = false;
  for (const state of states) {
    switch (state.kind) {
      case 'saved': at = Math.max(at, state.at ?? 0); break;
      case 'saving': saving = true; break;
      case 'waiting': waiting += state.count; break;
      case 'notSaved': refused += state.count; break;
    }
  }
  if (refused > 0) return { kind: 'notSaved', count: refused };
  if (waiting > 0) return { kind: 'waiting', count: waiting };
  return saving ? { kind: 'saving' } : { kind: 'saved', at: at || null };
}

export function savedText(t: Strings, saved: SavedState, language: Language): string {
  const { kit } = t;
  switch (saved.kind) {
    case 'saved': return saved.at === null ? '' : kit.savedAt(formatTime(language, saved.at));
    case 'saving': return kit.saving;
    case 'waiting': return kit.waiting(saved.count);
    case 'notSaved': return kit.notSaved(saved.count);
  }
}

export function head(t: Strings, name: string, saved: SavedState, language: Language, section: OpenSection | null): TemplateResult {
  const undo = section?.undoable ?? null;
  const redo = section?.redoable ?? null;
  return html`<header class="head">
    <h2>${name}</h2>
    <div class="tools no-print">
      ${redo === null ? nothing : html`<button type="button" class="button quiet" title="Ctrl + Shift + Z" @click=${() => section!.redo()}>${icon('redo')}<span>${t.form.redo(redo)}</span></button>`}
      ${undo === null ? nothing : html`<button type="button" class="button quiet" title="Ctrl + Z" @click=${() => section!.undo()}>${icon('undo')}<span>${t.form.undo(undo)}</span></button>`}
      <span class="saved small ${saved.kind}" role="status">${savedText(t, saved, language)}</span>
    </div>
  </header>`;
}
