/** Search, filter chips and sorting of the list. It shows a query and tells a change; asking is left to `register.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { DepartmentView } from '../../model/api.ts';
import type { CalendarDate } from '../../model/overview.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { Language } from '../../model/labels.ts';
import { formatNumber } from '../internal/formats.ts';
import type { Strings } from '../internal/strings/index.ts';
import { fullDay } from '../timeline/dates.ts';
import { keysWord, toolWord, TOOLS } from './entry-words.ts';
import type { Tool } from './entry-words.ts';
import { missingWord } from './missing-words.ts';
import { filtersOn, SORTS } from './register.ts';
import type { FilterName, Query, Sort } from './register.ts';

export interface Toolbar {
  readonly t: Strings;
  readonly language: Language;
  readonly query: Query;
  /** Null: its words are not here yet; the keys stand for them. */
  readonly catalogue: CatalogueView | null;
  readonly departments: readonly DepartmentView[];
  /** Id of the person, for "mine". */
  readonly me: string | null;
  readonly open: boolean;
  readonly total: number | null;
  readonly create: TemplateResult | typeof nothing;
  readonly level: number;
  /** Stands on paper. */
  readonly today: CalendarDate;
  /** The list of keys, and whether it shows. */
  readonly keys: () => void;
  readonly keysOpen: boolean;
  readonly ask: (change: Partial<Query>) => void;
  readonly toggle: () => void;
  /** This person may take data out. */
  readonly exports: boolean;
  /** Loads the tools that go beyond these chips. */
  readonly use: (tool: Tool) => void;
  /** They are here and stand in the place of the chips. */
  readonly tools: TemplateResult | null;
}

/** Dictionaries of the classes (C-01, C-05, C-03). */
const DICTIONARY = Object.freeze({ abc: 'D-18', rfm: 'D-75', lifecycle: 'D-08' });
/** Sums and dates begin with the greatest, names with the first. */
export const beginsDescending = (sort: Sort): boolean => sort !== 'name';

interface Chip { readonly key: string; readonly label: string }

export function toolbar(bar: Toolbar): TemplateResult {
  const { t, query } = bar;
  const on = filtersOn(query);
  const words: string[] = query.text.trim() === '' ? [] : [`“${query.text.trim()}”`];
  const chip = (name: FilterName, label: string, options: readonly Chip[]): TemplateResult => {
    const value = query.filters[name] ?? '';
    if (value !== '') words.push(`${label}: ${options.find(({ key }) => key === value)?.label ?? value}`);
    return html`<select class=${value === '' ? '' : 'on'} aria-label=${label} @change=${(event: Event) => bar.ask({ filters: { ...query.filters, [name]: (event.target as HTMLSelectElement).value } })}>
      <option value="" .selected=${live(value === '')}>${label}: ${t.list.any}</option>
      ${options.map((option) => html`<option value=${option.key} .selected=${live(option.key === value)}>${option.label}</option>`)}
    </select>`;
  };
  const classes = (name: keyof typeof DICTIONARY): TemplateResult =>
    chip(name, t.list[name], [...(bar.catalogue?.dictionaries[DICTIONARY[name]]?.options ?? []), { key: 'none', label: t.list.unclassified }]);
  const sorts: Readonly<Record<Sort, string>> = { name: t.list.name, updated: t.list.updated, sum: t.list.sum, last: t.list.last, missing: missingWord(bar.language, 'order') };
  const chips = bar.tools === null ? html`${classes('abc')} ${classes('rfm')} ${classes('lifecycle')}
      ${bar.departments.length === 0 ? nothing : chip('department', t.list.department, bar.departments.map(({ id, name }) => ({ key: id, label: name })))}
      ${chip('owner', t.list.owner, [...(bar.me === null ? [] : [{ key: bar.me, label: t.list.mine }]), { key: 'none', label: t.list.nobody }])}` : nothing;
  const keys = keysWord(bar.language);
  return html`
    <div class="bar">
      <div class="title"><span role="heading" aria-level=${bar.level}><strong>${t.list.title}</strong></span>
        <span class="muted small" role="status">${bar.total === null ? '' : t.list.total(bar.total).replace(String(bar.total), formatNumber(bar.language, bar.total))}</span></div>
      ${bar.create}
      <div class="search no-print">
        <input type="search" aria-label=${t.list.search} placeholder=${t.list.searchShort} autocomplete="off" maxlength="200" .value=${live(query.text)}
          @input=${(event: Event) => bar.ask({ text: (event.target as HTMLInputElement).value })} />
        <button type="button" class="button toggle-filters" aria-expanded=${bar.open} @click=${bar.toggle}>${on === 0 ? t.list.filters : t.list.filtersOn(on)}</button>
        <button type="button" class="button quiet icon keys-button" aria-label=${keys} title=${`${keys} (?)`} aria-expanded=${bar.keysOpen} @click=${bar.keys}>?</button>
      </div>
    </div>
    <p class="on-paper small">${fullDay(bar.today, bar.language)}${words.map((each) => html` · ${each}`)}</p>
    ${bar.tools ?? html`<div class="chips no-print ${bar.open ? 'open' : ''}" role="group" aria-label=${t.list.filters}>
      ${chips}
      <select class="sort" aria-label=${t.list.sort} @change=${(event: Event) => { const sort = (event.target as HTMLSelectElement).value as Sort; bar.ask({ sort, descending: beginsDescending(sort) }); }}>
        ${SORTS.map((sort) => html`<option value=${sort} .selected=${live(sort === query.sort)}>${t.list.sort}: ${sorts[sort]}</option>`)}
      </select>
      ${on === 0 ? nothing : html`<button type="button" class="link" @click=${() => bar.ask({ filters: {} })}>${t.list.clear}</button>`}
      <span class="tools">${TOOLS.filter((tool) => tool !== 'export' || bar.exports).map((tool) => html`<button type="button" class="link" @click=${() => bar.use(tool)}>${toolWord(bar.language, tool)}</button>`)}</span>
    </div>`}`;
}
