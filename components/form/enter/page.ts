/** The page of a section that one enters and does not read back: its fields stand empty, what is typed is sent place by place, and what was stored is told by name alone. What the server refuses stays as it was typed. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { LONG_TERM } from '../../../model/validation/dates.ts';
import { ApiError } from '../../internal/session.ts';
import type { OwnHost } from '../own-page.ts';
import type { Meta, Page } from '../plan.ts';
import { optionsOf, parse } from '../values.ts';
import { placesOf } from './plan.ts';
import type { Place } from './plan.ts';
import { enterTexts } from './texts.ts';
import type { EnterTexts } from './texts.ts';

type Value = string | number | boolean;
/** What one has typed on one page, until it is stored. */
interface Typed { readonly raw: Map<string, string>; readonly wrong: Map<string, string>; stored: readonly string[]; refused: readonly string[]; problem: string; busy: boolean }

/** By the drafts of a form, which live as long as its archive is shown: what was typed outlives a drawing, and nothing else. */
const kept = new WeakMap<object, Map<string, Typed>>();
function typedOn(host: OwnHost, page: Page): Typed {
  const pages = kept.get(host.drafts) ?? new Map<string, Typed>();
  kept.set(host.drafts, pages);
  const there = pages.get(page.key) ?? { raw: new Map(), wrong: new Map(), stored: [], refused: [], problem: '', busy: false };
  pages.set(page.key, there);
  return there;
}

const cellsOf = (place: Place): readonly { readonly id: string; readonly meta: Meta }[] =>
  place.kind === 'value' ? [{ id: place.key, meta: place.meta }] : place.columns.map((meta) => ({ id: `${place.key}/${meta.key}`, meta }));
const filled = (typed: Typed, place: Place): boolean => cellsOf(place).some(({ id }) => (typed.raw.get(id) ?? '').trim() !== '');
const idOf = (id: string): string => `enter-${id}`;

/** As the server takes it; null, with what is wrong noted: it is not sent. */
function entryOf(host: OwnHost, typed: Typed, place: Place, t: EnterTexts): object | null {
  const values: Record<string, Value> = {};
  let right = true;
  for (const { id, meta } of cellsOf(place)) {
    const raw = (typed.raw.get(id) ?? '').trim();
    typed.wrong.delete(id);
    if (raw === '') continue;
    if (meta.kind === 'flag' || raw === LONG_TERM) {
      values[meta.key] = meta.kind === 'flag' ? raw === 'true' : raw;
      continue;
    }
    const parsed = parse(meta, raw, host.language);
    if (parsed.ok && parsed.value !== null) values[meta.key] = parsed.value;
    else {
      right = false;
      typed.wrong.set(id, t.format);
    }
  }
  if (!right) return null;
  if (place.kind === 'row') return { table: place.table, cells: { ...place.fixed, ...values } };
  const [value] = Object.values(values);
  return value === undefined ? null : { key: place.key, value };
}

async function save(host: OwnHost, page: Page, places: readonly Place[], t: EnterTexts): Promise<void> {
  const typed = typedOn(host, page);
  if (typed.busy) return;
  const wanted = places.filter((place) => filled(typed, place));
  typed.stored = typed.refused = [];
  typed.problem = wanted.length === 0 ? t.nothing : '';
  typed.busy = wanted.length > 0;
  host.refresh();
  const [stored, refused]: [string[], string[]] = [[], []];
  for (const place of wanted) {
    const entry = entryOf(host, typed, place, t);
    if (entry === null) {
      refused.push(place.label);
      continue;
    }
    try {
      await host.session.request('POST', `/api/archives/${encodeURIComponent(host.archive)}/sections/${page.key}/entries`, entry);
      for (const { id } of cellsOf(place)) typed.raw.delete(id);
      stored.push(place.label);
    } catch (error) {
      refused.push(place.label);
      const first = cellsOf(place)[0]?.id ?? place.key;
      typed.wrong.set(first, error instanceof ApiError && error.code === 'network' ? t.offline : error instanceof ApiError && error.status < 500 ? [...new Set(error.problems.map(({ message }) => message))].join(' ') || error.message : t.failed);
    }
  }
  typed.stored = stored;
  typed.refused = refused;
  typed.busy = false;
  host.refresh();
  const [first] = typed.wrong.keys();
  if (first !== undefined) host.focusOn(idOf(first));
  else if (wanted.length > 0) host.focusOn('enter-said');
}

export function enterPage(host: OwnHost, page: Page, groupLabel: (group: string) => string): TemplateResult {
  const t = enterTexts(host.language);
  const typed = typedOn(host, page);
  const places = placesOf(page, host.catalogue.addressColumns);
  const groups = [...new Set(places.map(({ group }) => group))];
  const count = places.filter((place) => filled(typed, place)).length;
  const off = typed.busy || host.attributeReadOnly;
  return html`<form class="enter" novalidate autocomplete="off" @submit=${(event: Event) => { event.preventDefault(); void save(host, page, places, t); }}>
    <p class="muted" id="enter-lead">${t.lead}</p>
    ${groups.map((group) => html`<section class="group" aria-label=${groupLabel(group)}><h4>${groupLabel(group)}</h4>${places.filter((place) => place.group === group).map((place) => (place.kind === 'value' ? single(host, typed, place.key, place.label, place.meta, t, off) : row(host, typed, place, t, off)))}</section>`)}
    <div id="enter-said" tabindex="-1">
      <p role="status">${typed.stored.length === 0 ? '' : t.stored(typed.stored.join(', '))}</p>
      ${typed.refused.length === 0 && typed.problem === '' ? nothing : html`<p class="danger" role="alert">${typed.problem === '' ? t.refused(typed.refused.join(', ')) : typed.problem}</p>`}</div>
    <div><button class="button primary save-entered" ?disabled=${off}>${typed.busy ? t.saving : t.save(count)}</button></div>
  </form>`;
}

function row(host: OwnHost, typed: Typed, place: Place & { readonly kind: 'row' }, t: EnterTexts, off: boolean): TemplateResult {
  const [only] = place.columns;
  if (place.columns.length === 1 && only !== undefined) return single(host, typed, `${place.key}/${only.key}`, place.label, only, t, off);
  return html`<div class="field" role="group" aria-labelledby=${`${idOf(place.key)}-label`} data-field=${place.key}><div class="label-row"><span class="label" id=${`${idOf(place.key)}-label`}>${place.label}</span><span class="muted small">${t.newRow}</span></div>
    ${place.columns.map((meta) => single(host, typed, `${place.key}/${meta.key}`, meta.label, meta, t, off))}</div>`;
}

function single(host: OwnHost, typed: Typed, id: string, label: string, meta: Meta, t: EnterTexts, off: boolean): TemplateResult {
  const wrong = typed.wrong.get(id);
  const set = (value: string): void => {
    typed.raw.set(id, value);
    typed.wrong.delete(id);
    typed.stored = typed.refused = [];
    typed.problem = '';
    host.refresh();
  };
  return html`<div class="field label-row" data-field=${id}><span class="label"><label for=${idOf(id)}>${label}</label></span><div>
    ${control(host, idOf(id), meta, typed.raw.get(id) ?? '', wrong !== undefined, set, t, off)}
    ${wrong === undefined ? nothing : html`<p class="danger small" id=${`${idOf(id)}-wrong`}>${wrong}</p>`}</div></div>`;
}

function control(host: OwnHost, id: string, meta: Meta, raw: string, wrong: boolean, set: (value: string) => void, t: EnterTexts, off: boolean): TemplateResult {
  const invalid = wrong ? 'true' : 'false';
  const about = wrong ? `${id}-wrong` : nothing;
  const choose = (options: readonly { readonly key: string; readonly label: string }[]): TemplateResult => html`<select id=${id} aria-invalid=${invalid} aria-describedby=${about} ?disabled=${off} .value=${live(raw)} @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}>
    <option value="">${t.none}</option>${options.map((each) => html`<option value=${each.key} ?selected=${each.key === raw}>${each.label}</option>`)}</select>`;
  switch (meta.kind) {
    case 'enum': return choose(optionsOf(host.catalogue, meta.dictionary).filter(({ hidden }) => hidden !== true));
    case 'flag': return choose([{ key: 'true', label: t.yes }, { key: 'false', label: t.no }]);
    default: {
      const day = meta.kind === 'date' && (meta.precision === undefined || meta.precision === 'day') && meta.yearOptional !== true;
      const forever = raw === LONG_TERM;
      const input = html`<input id=${id} type=${day ? 'date' : 'text'} autocomplete="off" spellcheck="false" aria-invalid=${invalid} aria-describedby=${about} ?disabled=${off || forever} .value=${live(forever ? '' : raw)} @input=${(event: Event) => set((event.target as HTMLInputElement).value)} />`;
      return meta.longTermAllowed !== true ? input : html`${input}<label class="small"><input type="checkbox" .checked=${live(forever)} ?disabled=${off} @change=${(event: Event) => set((event.target as HTMLInputElement).checked ? LONG_TERM : '')} /> ${t.longTerm}</label>`;
    }
  }
}
