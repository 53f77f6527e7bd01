/** The top line of the form: whose archive it is, what is saved, and one's own last step to take back. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SavedState } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import type { Language } from '../../model/labels.ts';
import { formatTime } from '../internal/formats.ts';
import { waitingText } from '../internal/notices.ts';
import { icon } from './icons.ts';
import type { UndoFace } from './undo.ts';

/** The least saved of all sections decides; of what is saved, the newest moment. */
export function worst(states: readonly SavedState[]): SavedState {
  let at = 0;
  let waiting: Extract<SavedState, { kind: 'waiting' }> | undefined;
  let refused = 0;
  let saving = false;
  for (const state of states) {
    switch (state.kind) {
      case 'saved': at = Math.max(at, state.at ?? 0); break;
      case 'saving': saving = true; break;
      case 'waiting': waiting = { ...waiting, ...state, count: (waiting?.count ?? 0) + state.count }; break;
      case 'notSaved': refused += state.count; break;
    }
  }
  if (refused > 0) return { kind: 'notSaved', count: refused };
  if (waiting !== undefined) return waiting;
  return saving ? { kind: 'saving' } : { kind: 'saved', at: at || null };
}

export function savedText(t: Strings, saved: SavedState, language: Language): string {
  const { kit } = t;
  switch (saved.kind) {
    case 'saved': return saved.at === null ? '' : kit.savedAt(formatTime(language, saved.at));
    case 'saving': return kit.saving;
    case 'waiting': return waitingText(t, saved);
    case 'notSaved': return kit.notSaved(saved.count);
  }
}

export function head(t: Strings, name: string, saved: SavedState, language: Language, steps: UndoFace): TemplateResult {
  const { undoable: undo, redoable: redo } = steps;
  return html`<header class="head">
    <h2>${name}</h2>
    <div class="tools no-print">
      ${redo === null ? nothing : html`<button type="button" class="button quiet" title=${`${t.form.redo(redo)} (Ctrl + Shift + Z)`} @click=${() => steps.redo()}>${icon('redo')}<span>${t.form.redo(redo)}</span></button>`}
      ${undo === null ? nothing : html`<button type="button" class="button quiet" title=${`${t.form.undo(undo)} (Ctrl + Z)`} @click=${() => steps.undo()}>${icon('undo')}<span>${t.form.undo(undo)}</span></button>`}
      <span class="saved small ${saved.kind}" role="status">${savedText(t, saved, language)}</span>
    </div>
  </header>`;
}
