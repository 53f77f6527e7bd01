/** One page of a section: its groups of filled fields, at most so many at once, and the way to add a fact. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ArchiveView } from '../../model/api.ts';
import { roleFit } from '../../model/catalogue/relevance.ts';
import { atLeast } from '../../model/rights.ts';
import { later } from '../internal/later.ts';
import { notice } from '../internal/notices.ts';
import { addFact, type FactChoice, type FactSearch } from './add-fact.ts';
import { fieldView } from './field.ts';
import { computedValue, localToday } from './kinds/computed.ts';
import { lookUp, otherFiles } from './kinds/files.ts';
import { drawable } from './kinds/rarer-door.ts';
import { refOf } from './kinds/ref.ts';
import type { OpenSection } from './open-section.ts';
import type { OwnHost } from './own-page.ts';
import { fillable, OWN, PAGE_SIZE, type FormField, type Page } from './plan.ts';
import { drawn } from './redraw.ts';
import { covers } from './slot.ts';
import { shown } from './values.ts';
import { failure, skeleton } from './states.ts';
import { wordsOf } from './kinds/words.ts';

/** What the person has done with the page so far. */
export interface PageState {
  /** First field drawn. */
  readonly from: number;
  readonly search: FactSearch | null;
  /** `<document> <field>` of empty fields that were asked for. */
  readonly added: ReadonlySet<string>;
}

export interface PageActions {
  readonly turn: (from: number) => void;
  readonly search: (state: FactSearch | null) => void;
  readonly pick: (choice: FactChoice) => void;
  readonly reopen: () => void;
  readonly groupLabel: (group: string) => string;
}

export const addedName = (document: string, field: string): string => `${document} ${field}`;

/** A field that somebody else just emptied stays for whoever is in it, and for the way back. */
function occupied(section: OpenSection, field: FormField): boolean {
  const { focused } = section;
  const { place } = field;
  if ((place.kind === 'rows' || place.kind === 'list') && section.notes.has(`rows/${place.table}`)) return true;
  if (focused === null || field.view) return false;
  return covers(section, field, focused) || (place.kind === 'part' && focused.startsWith(`rows/${place.table}/`) && focused.endsWith(`/${place.column}`));
}

/** What is filled, what was asked for and what is computed, in the catalogue's order. */
export function drawnFields(view: ArchiveView, page: Page, section: OpenSection, added: ReadonlySet<string>, files: ReadonlySet<string>): readonly FormField[] {
  return page.fields.filter((field) => {
    if (added.has(addedName(section.name, field.key))) return true;
    if (field.view) return false;
    return field.meta.kind === 'computed' ? computedValue(view, section, field.key, localToday()) !== null : section.filled(field) || files.has(field.key) || occupied(section, field);
  });
}

/** Groups and fields are keyed: a field that appears above the one a person is in must not take its control over. */
export function sectionPage(host: OwnHost, page: Page, pages: readonly Page[], section: OpenSection, state: PageState, actions: PageActions): TemplateResult {
  const { form } = host.t;
  const { state: at } = section.handle;
  if (at.kind === 'missing') return notice(form.sectionMissing);
  if (at.kind === 'failed' && section.doc === null) return failure(host.t, at.code, actions.reopen);
  if (section.doc === null) return skeleton(host.t, true);
  if (page.fields.some((field) => field.place.kind === 'files')) lookUp(host);
  const all = drawnFields(host.view, page, section, state.added, new Set(host.shelf.items?.map((file) => file.kind)));
  const from = Math.min(state.from, Math.max(0, Math.floor((all.length - 1) / PAGE_SIZE) * PAGE_SIZE));
  const these = all.slice(from, from + PAGE_SIZE);
  if (!drawable(host, these)) return skeleton(host.t);
  return html`
    ${page.key === 'aml' ? aml.soon(host.refresh)?.amlPart(host) : nothing}
    ${all.length === 0 ? html`<p class="empty">${host.readOnly ? form.emptyReadOnly : form.empty(page.label)}</p>` : nothing}
    ${repeat([...new Set(these.map(({ group }) => group))], (group) => group, (group) => html`<section class="group" aria-label=${actions.groupLabel(group)}>
      <h4>${actions.groupLabel(group)}</h4>
      ${repeat(these.filter((field) => field.group === group), ({ key }) => key, (field) => drawn(host.redraw, () => (field.meta.kind === 'computed' ? computed(host, section, field) : fieldView(host, field))))}
    </section>`)}
    ${page.fields.some((field) => field.place.kind === 'files') ? otherFiles(host, page.key === 'documents') : nothing}
    ${all.length > PAGE_SIZE ? pager(host, from, all.length, actions) : nothing}
    ${host.readOnly ? nothing : [offer(host, page, pages, all, state, actions), paste.soon(host.refresh)?.pasteOffer(host)]}`;
}

const paste = later(() => import('../paste/form.ts'));
const aml = later(() => import('../classes/form-part.ts'));

const computed = (host: OwnHost, section: OpenSection, field: FormField): TemplateResult => html`<div class="field label-row" data-field=${field.key}>
  <span class="label">${field.label}</span>
  <div class="value">${shown(field.meta, computedValue(host.view, section, field.key, localToday()), host.language, host.catalogue, wordsOf(host))}</div>
</div>`;

function pager(host: OwnHost, from: number, count: number, { turn }: PageActions): TemplateResult {
  const { form } = host.t;
  return html`<div class="pager no-print">
    <button type="button" class="button" ?disabled=${from === 0} @click=${() => turn(from - PAGE_SIZE)}>${form.previous}</button>
    <span class="muted">${form.page(from + 1, Math.min(from + PAGE_SIZE, count), count)}</span>
    <button type="button" class="button" ?disabled=${from + PAGE_SIZE >= count} @click=${() => turn(from + PAGE_SIZE)}>${form.next}</button>
  </div>`;
}

function offer(host: OwnHost, page: Page, pages: readonly Page[], without: readonly FormField[], state: PageState, { groupLabel, search, pick }: PageActions): TemplateResult {
  const { overview } = host.view;
  const roles = host.section.name === 'profile' ? host.section.rows('customer.partnerRole').map((row) => String(row.cells['value'])) : 'roles' in overview ? overview.roles : [];
  // members of departments are offered once there is a department to choose
  const early = ({ place, home }: FormField): boolean => place.kind === 'rows' && (home.columns ?? []).some(({ key }) => {
    const meant = refOf(place.table, key);
    return meant !== undefined && meant !== place.table && host.section.rows(meant).length === 0;
  });
  // what is there already is not offered, but found: the way to a field without walking the page
  const choices = (each: Page, there: readonly FormField[]): FactChoice[] =>
    each.fields.filter(fillable).map((field) => ({ field, page: each.key, pageLabel: each.label, fit: field.own && !there.includes(field) && !early(field) ? roleFit(field.home.key, roles) : 'no' }));
  const others = pages.filter((each) => each.key !== OWN && each.key !== page.key && atLeast(each.level, 'write'));
  return addFact({ t: host.t, state: state.search, here: choices(page, without), elsewhere: others.flatMap((each) => choices(each, [])), groupLabel, change: search, pick });
}
