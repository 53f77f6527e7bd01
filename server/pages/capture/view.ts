/** How the page for the telephone looks: the form, what waits on this device, and what works at the moment. It draws; `capture.ts` decides. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { resolveLanguage } from '../../../model/labels.ts';
import type { Language } from '../../../model/labels.ts';
import { at } from '../root.ts';
import { fill } from '../words.ts';
import type { Hit } from './customers.ts';
import type { Choice, Choices, Note, NoteValues } from './notes.ts';
import { C } from './words.ts';

export type Problem = 'needCustomer' | 'needText' | 'needTime';

export interface Draft extends Omit<NoteValues, 'customer'> {
  readonly words: string;
  readonly chosen: { readonly id: string; readonly name: string } | null;
  /** The note that is being changed. */
  readonly note: string | null;
}

export interface View {
  readonly language: Language;
  readonly online: boolean;
  readonly signedOut: boolean;
  /** Nobody has ever signed in here, and nobody can. */
  readonly stranger: boolean;
  readonly reload: 'yes' | 'no' | 'preparing';
  readonly draft: Draft;
  readonly choices: Choices;
  readonly problem: Problem | null;
  readonly hits: { readonly list: readonly Hit[]; readonly active: number } | null;
  readonly notes: readonly Note[];
  readonly said: string;
  /** The time is being chosen; else it is now. */
  readonly pickTime: boolean;
  readonly otherTime: () => void;
  readonly change: (values: Partial<Draft>) => void;
  readonly find: (words: string) => void;
  readonly choose: (hit: Hit) => void;
  readonly walk: (event: KeyboardEvent) => void;
  readonly leaveHits: () => void;
  readonly save: (event: Event) => void;
  readonly cancel: () => void;
  readonly edit: (note: Note) => void;
  readonly retry: (note: Note) => void;
  readonly drop: (note: Note) => void;
}

/** Chips of channels: two rows on a telephone. */
const SHOWN = 6;
const value = (event: Event): string => (event.target as HTMLInputElement).value;

export const page = (view: View): TemplateResult => html`
  <h1>${C.title[view.language]}</h1>
  ${view.online && !view.signedOut && !view.stranger ? nothing : signal(view)}
  ${view.stranger ? nothing : html`${form(view)}${list(view)}`}
  ${view.online && !view.signedOut && !view.stranger ? signal(view) : nothing}
`;

function signal({ language: l, online, signedOut, stranger, reload }: View): TemplateResult {
  return html`<div class="signal" data-online=${online ? 'yes' : 'no'}>
    <p role="status">${stranger ? C.stranger[l] : online ? C.online[l] : C.offline[l]}</p>
    ${stranger ? nothing : html`<p class="quiet">${reload === 'yes' ? C.canReload[l] : reload === 'no' ? C.keepOpen[l] : C.preparing[l]}</p>`}
    ${signedOut && !stranger ? html`<p><a class="button" href=${at('sign-in?next=' + encodeURIComponent(location.pathname))}>${C.signIn[l]}</a></p>` : nothing}
  </div>`;
}

function form(view: View): TemplateResult {
  const { language: l, draft, problem, change } = view;
  const bad = (name: Problem): 'true' | typeof nothing => (problem === name ? 'true' : nothing);
  const why = (name: Problem): TemplateResult | typeof nothing => (problem === name ? html`<p class="problem" id="problem">${C[name][l]}</p>` : nothing);
  const told = (name: Problem): string | typeof nothing => (problem === name ? 'problem' : nothing);
  const { channels, areas } = view.choices;
  const chips = channels.slice(0, SHOWN);
  const rest = channels.slice(SHOWN);
  const chip = ({ key, label }: Choice): TemplateResult => html`<label class="chip"><input type="radio" name="channel" value=${key} .checked=${live(draft.channel === key)} @change=${() => change({ channel: key })}><span>${label}</span></label>`;
  const area = draft.area === undefined ? undefined : (areas.find(({ key }) => key === draft.area)?.label ?? draft.area);
  return html`<form class="note" novalidate @submit=${view.save}>
    ${customer(view, bad('needCustomer'), told('needCustomer'))}${why('needCustomer')}
    <fieldset>
      <legend>${C.kind[l]}</legend>
      <div class="chips">${chips.map(chip)}</div>
      ${rest.length === 0 ? nothing : html`<details class="rest" ?open=${rest.some(({ key }) => key === draft.channel)}><summary>${C.otherKinds[l]}</summary><div class="chips">${rest.map(chip)}</div></details>`}
    </fieldset>
    ${area === undefined ? nothing : html`<p class="when"><span>${C.area[l]}</span> <strong>${area}</strong></p>`}
    <label class="field"><span>${C.text[l]}</span>
      <textarea id="text" rows="3" dir="auto" .value=${live(draft.text)} aria-invalid=${bad('needText')} aria-describedby=${told('needText')} @input=${(event: Event) => change({ text: value(event) })}></textarea></label>
    ${why('needText')}
    <label class="field"><span>${C.whom[l]}</span><input id="whom" autocomplete="off" dir="auto" .value=${live(draft.withWhom)} @input=${(event: Event) => change({ withWhom: value(event) })}></label>
    ${view.pickTime || problem === 'needTime' ? html`<label class="field"><span>${C.when[l]}</span><input id="time" type="datetime-local" .value=${live(draft.time)} aria-invalid=${bad('needTime')} aria-describedby=${told('needTime')} @change=${(event: Event) => change({ time: value(event) })}></label>` : html`<p class="when"><span>${C.when[l]}</span> <strong>${when(draft.time, l)}</strong> <button type="button" class="plain" @click=${view.otherTime}>${C.other[l]}</button></p>`}
    ${why('needTime')}
    <div class="two">
      <label class="field"><span>${C.next[l]}</span><input id="next" autocomplete="off" dir="auto" .value=${live(draft.next)} @input=${(event: Event) => change({ next: value(event) })}></label>
      <label class="field"><span>${C.nextOn[l]}</span><input id="nextOn" type="date" .value=${live(draft.nextOn)} @change=${(event: Event) => change({ nextOn: value(event) })}></label>
    </div>
    <div class="save">
      <p class="said" role="status">${view.said}</p>
      ${draft.note === null ? nothing : html`<button type="button" class="plain" @click=${view.cancel}>${C.cancel[l]}</button>`}
      <button class="primary">${draft.note === null ? C.save[l] : C.saveChange[l]}</button>
    </div>
  </form>`;
}

/** A list box under a field, by the usual pattern: arrows walk, Enter chooses, Escape closes. */
function customer({ language: l, online, draft, hits, find, choose, walk, leaveHits }: View, invalid: 'true' | typeof nothing, told: string | typeof nothing): TemplateResult {
  const open = hits !== null && hits.list.length > 0;
  return html`<div class="field customer">
    <label for="customer">${C.customer[l]}</label>
    <input id="customer" type="text" role="combobox" autocomplete="off" spellcheck="false" dir="auto" enterkeyhint="next"
      aria-expanded=${open ? 'true' : 'false'} aria-controls="hits" aria-autocomplete="list" aria-activedescendant=${open && hits.active >= 0 ? `hit-${hits.active}` : nothing} aria-invalid=${invalid} aria-describedby=${told}
      placeholder=${online ? C.find[l] : C.words[l]} .value=${live(draft.chosen?.name ?? draft.words)} data-chosen=${draft.chosen === null ? nothing : ''}
      @input=${(event: Event) => find(value(event))} @click=${() => { if (draft.chosen === null) find(draft.words); }} @keydown=${walk} @blur=${leaveHits}>
    <ul id="hits" role="listbox" aria-label=${C.customer[l]} ?hidden=${!open}>${open ? hits.list.map((hit, i) => html`<li id=${`hit-${i}`} role="option" aria-selected=${i === hits.active ? 'true' : 'false'} @mousedown=${(event: Event) => event.preventDefault()} @click=${() => choose(hit)}><strong dir="auto">${hit.name}</strong><span class="quiet">${hit.id}${hit.detail === '' ? '' : ` · ${hit.detail}`}</span></li>`) : nothing}</ul>
    ${hits !== null && !open && draft.words.trim() !== '' ? html`<p class="quiet hint">${C.noHits[l]}</p>` : nothing}
    <span class="unseen" role="status">${open ? fill(C.hits, l, { count: hits.list.length }) : ''}</span>
  </div>`;
}

function list({ language: l, notes, choices, edit, retry, drop }: View): TemplateResult {
  const entry = (note: Note): TemplateResult => {
    const { state, customer: who } = note;
    const lost = who.kind === 'words' && state.kind === 'waiting';
    const name = who.kind === 'archive' ? who.name : who.text;
    return html`<li data-state=${lost ? 'lost' : state.kind}>
      <p class="head"><strong dir="auto">${name}</strong> <span class="state">${lost ? C.needsCustomer[l] : C[state.kind][l]}</span></p>
      <p class="quiet">${choices.channels.find(({ key }) => key === note.channel)?.label ?? note.channel} · ${when(note.time, l)}</p>
      <p class="body" dir="auto">${note.text || note.next}</p>
      ${state.kind === 'refused' ? html`<p class="problem">${reason(state, l)}</p>` : nothing}
      <p class="tools">
        ${state.kind === 'sent' && who.kind === 'archive' ? html`<a class="button" href=${at(`a/${encodeURIComponent(who.id)}`)}>${C.openCard[l]}</a>` : nothing}
        ${state.kind === 'refused' ? html`<button type="button" @click=${() => retry(note)}>${C.retry[l]}</button>` : nothing}
        ${state.kind === 'sent' ? nothing : html`<button type="button" @click=${() => edit(note)}>${lost ? C.needsCustomer[l] : C.edit[l]}</button><button type="button" class="plain" @click=${() => drop(note)}>${C.drop[l]}</button>`}
      </p>
    </li>`;
  };
  return html`<section aria-labelledby="kept"><h2 id="kept">${C.list[l]}</h2>
    ${notes.length === 0 ? html`<p class="quiet">${C.empty[l]}</p>` : html`<ul class="notes">${repeat(notes, ({ id }) => id, entry)}</ul>`}
  </section>`;
}

/** The browser's own region where it speaks the language: `22 Nov` or `Nov 22`. */
const when = (time: string, l: Language): string => new Intl.DateTimeFormat(resolveLanguage(navigator.language) === l ? navigator.language : l, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(new Date(`${time}Z`));

function reason({ code, message }: { readonly code: string; readonly message: string }, l: Language): string {
  if (code === 'not-found') return C.why404[l];
  if (code === 'forbidden') return C.why403[l];
  return fill(C.whyOther, l, { reason: message || code });
}
