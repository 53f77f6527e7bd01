/** What somebody else did to the value, the choices or the row one is in: who, what, and the way back, which is an edit of one's own. Drawn where it happened; `telling.ts` says it. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { addRow, deleteRow } from '../../../model/section-doc.ts';
import { parseRowId } from '../../../model/ids.ts';
import { lateStyles } from '../../internal/late-styles.ts';
import { masked } from '../checks/door.ts';
import { toNote } from '../kinds/parts.ts';
import { wordsOf } from '../kinds/words.ts';
import { random, type Note } from '../open-section.ts';
import type { FormField } from '../plan.ts';
import { choose, idOf, type FormHost, type Slot } from '../slot.ts';
import { optionLabel, shown } from '../values.ts';
import { refName } from '../kinds/ref.ts';
import { sentences } from './sentences.ts';
import { toldTexts, type ToldTexts } from './texts.ts';

const styles = css`
  .note { display: flex; flex-wrap: wrap; gap: 4px 12px; padding: 4px 8px; margin-top: 4px; border-radius: 6px; background: var(--d-accent-soft); font-size: 13px; }
`;

const who = (t: ToldTexts, note: Note): string => note.by?.name ?? t.someone;

function told(note: Note, sentence: string, ways: readonly (readonly [label: string, act: () => void])[], leave?: (event: FocusEvent) => void): TemplateResult {
  sentences.set(note, sentence);
  return html`<p class="note" @focusout=${leave ?? nothing} ${lateStyles(styles)}>${sentence} ${ways.map(([label, act]) => html`<button type="button" class="link" @click=${act}>${label}</button> `)}</p>`;
}

/** Below one value. What is being typed there and could not be written yet outlives both the other's change and its undoing. */
export function noteLine(host: FormHost, slot: Slot, note: Note): TemplateResult {
  const t = toldTexts(host.language);
  const { meta } = slot;
  const value = note.after === null ? '' : meta.mask ? masked(String(note.after)) : meta.ref !== undefined ? refName(host, meta.ref, note.after) : shown(meta, note.after, host.language, host.catalogue, wordsOf(host));
  const mine = (): boolean => host.drafts.get(slot.key)?.written === false;
  const undo = (): void => {
    const draft = host.drafts.get(slot.key);
    choose(host, slot, note.before);
    if (draft?.written === false) host.drafts.set(slot.key, draft);
    host.section.notes.delete(slot.key);
    host.refresh();
    host.focusOn(slot.id);
  };
  const keep = (): void => {
    host.drafts.delete(slot.key);
    host.section.notes.delete(slot.key);
    host.refresh();
    host.focusOn(slot.id);
  };
  return told(
    note, value === '' ? t.cleared(who(t, note), slot.label) : t.changed(who(t, note), slot.label, value),
    [[t.undo, undo], [mine() ? (value === '' ? t.takeEmpty : t.take(value)) : t.keep, keep]],
    (event) => goneOn(host, slot, event),
  );
}

/** Whoever leaves the note for another value has left this one: its control, which waited for that, hears of it. */
function goneOn(host: FormHost, slot: Slot, event: FocusEvent): void {
  const box = (event.currentTarget as HTMLElement).closest('.slot');
  const { relatedTarget } = event;
  if (host.moving || toNote(event) || box === null || (relatedTarget instanceof Node && box.contains(relatedTarget))) return;
  const control = box.querySelector(`[id="${slot.id}"]`);
  control?.dispatchEvent(new FocusEvent('blur', { relatedTarget }));
  control?.dispatchEvent(new FocusEvent('focusout', { relatedTarget, bubbles: true }));
}

/** Below several choices: only what the other did is taken back, not what one has chosen since. */
export function choicesNote(host: FormHost, field: FormField, table: string): TemplateResult | typeof nothing {
  const { section } = host;
  const key = `fields/${field.key}`;
  const note = section.notes.get(key);
  if (note?.list === undefined) return nothing;
  const t = toldTexts(host.language);
  const { added, removed } = note.list;
  const names = (keys: ReadonlySet<string>): string => [...keys].map((each) => optionLabel(host.catalogue, field.home.dictionary, each)).join(', ');
  const sentence = [added.size === 0 ? '' : t.added(who(t, note), field.label, names(added)), removed.size === 0 ? '' : t.removed(who(t, note), field.label, names(removed))].filter(Boolean).join(' ');
  const done = (): void => {
    section.notes.delete(key);
    host.refresh();
    host.focusOn(idOf(`${key}/${[...added, ...removed][0] ?? ''}`)); // the box that it was about
  };
  const undo = (): void => {
    section.edit(field.label, `rows/${table}`, (doc) => {
      const rows = section.rows(table);
      for (const row of rows) if (added.has(String(row.cells['value']))) deleteRow(doc, table, row.id);
      for (const value of removed) if (!rows.some(({ cells }) => cells['value'] === value)) addRow(doc, table, { value }, random, { id: parseRowId(value) });
    });
    done();
  };
  return told(note, sentence, [[t.undo, undo], [t.keep, done]]);
}

/** The row one was in was deleted by somebody else: who did it, and the way to have it back. */
export function rowGone(host: FormHost, field: FormField, table: string): TemplateResult | typeof nothing {
  const { section, t: { kit } } = host;
  const name = `rows/${table}`;
  const note = section.notes.get(name);
  if (note?.row === undefined) return nothing;
  const t = toldTexts(host.language);
  const { id, cells, at } = note.row;
  const done = (): void => {
    section.notes.delete(name);
    host.refresh();
    host.focusOn(idOf(`fields/${field.key}`));
  };
  return told(note, t.rowDeleted(who(t, note)), [[t.bringBack, () => {
    // with what one had typed when it went
    const typed = [...host.drafts].filter(([key, { written }]) => written && key.startsWith(`${name}/${id}/`)).map(([key, { raw }]) => {
      host.drafts.delete(key);
      return [key.split('/').at(-1)!, raw.trim()];
    });
    section.edit(field.label, name, (doc) => addRow(doc, table, { ...cells, ...Object.fromEntries(typed) }, random, { id, at }));
    done();
  }], [kit.close, done]]);
}
