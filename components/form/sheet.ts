/** The sheet of a form that is ready: head, messages, the way through the pages, and the page one is on. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ArchiveView } from '../../model/api.ts';
import { atLeast } from '../../model/rights.ts';
import { reachable } from '../../model/warning.ts';
import { keepTyping } from '../internal/keys.ts';
import { later } from '../internal/later.ts';
import { notice } from '../internal/notices.ts';
import { pinned, stopText } from '../internal/warning.ts';
import type { FactChoice } from './add-fact.ts';
import type { Attention } from './attention.ts';
import type { Companions } from './companions.ts';
import type { FormElement, FormModel, Ready } from './form-model.ts';
import { head, worst } from './head.ts';
import { icon } from './icons.ts';
import type { LaterPages } from './later-pages.ts';
import type { OwnHost } from './own-page.ts';
import { fillable, MISSING, OWN, type Page } from './plan.ts';
import { rail, type RailEntry } from './rail.ts';
import { drawn } from './redraw.ts';
import type { SavedFace } from './saved-face.ts';
import { sectionPage } from './section-page.ts';
import { skeleton } from './states.ts';

/** Currencies that are offered while typing; every other code may be typed. */
const CURRENCIES = ['EUR', 'USD', 'CNY', 'HKD', 'TWD', 'JPY', 'GBP', 'CHF', 'MXN', 'SGD', 'KRW', 'BRL'] as const;

/** Refusals are rare; where one came from, this part comes from too. */
const trays = later(() => import('./tray.ts'));

const elsewhere = later(() => import('./own-page-only.ts'));
const entering = later(() => import('./enter/page.ts'));
const ways = later(() => import('./onward.ts'));

export interface SheetParts {
  readonly form: FormElement;
  readonly model: FormModel;
  readonly attention: Attention;
  readonly companions: Companions | null;
  readonly pages: LaterPages;
  readonly saved: SavedFace;
  /** What is the matter with the session. */
  readonly trouble: unknown;
}

export function sheet(parts: SheetParts, ready: Ready, host: OwnHost): TemplateResult {
  const { form, model, attention, companions, saved } = parts;
  const { language } = form;
  const { view } = ready;
  const { t, pages, sections, section, place, steps, redraw } = model;
  const page = model.page!;
  const isOwn = page.key === OWN;
  const way = ways.soon(() => form.requestUpdate());
  const state = saved.look(worst(sections.all.map(({ handle }) => handle.saved)), Date.now());
  return html`<article class="sheet form" aria-label=${t.form.formOf(view.overview.name)} @focusin=${attention.onFocus} @focusout=${attention.onBlur} @keydown=${attention.onKey} @keyup=${keepTyping} @keypress=${keepTyping}>
      ${pinned(form, view.overview.level === 'exists' ? null : view.overview.warning)}
      ${head(t, view.overview.name, state, language, steps)}
      ${companions?.line}${parts.trouble}${view.row?.state === 'closed' ? notice(t.form.closed) : view.row?.state === 'restricted' ? notice(t.form.restricted) : nothing}
      ${refusals(parts, ready)}
      <div class="body">
        ${drawn(redraw, () => rail(t, language, pages.map((each) => entry(parts, each)), page.key, (key) => model.go(key), place.allPages, () => { place.allPages = !place.allPages; form.requestUpdate(); }, (event) => way?.walk(event)))}
        <div class="pane">
          <div class="pane-head"><h3 id="f-page" tabindex="-1">${isOwn ? t.form.own : page.label}</h3>${page.years.length > 0 ? years(parts, page) : nothing}
            ${!isOwn && host.readOnly && section?.doc ? html`<span class="chip">${icon('lock')} ${t.kit.readOnly}</span>` : nothing}</div>
          ${page.key === 'assessment' ? html`<p class="muted small">${t.form.assessment}</p>` : nothing}
          ${stopped(form, page, view)}
          ${drawn(redraw, () => content(parts, ready, host, page))}
          ${drawn(redraw, () => way?.onward(form, { archive: view.id, section: section?.doc && !form.discreet ? section.name : null }, language, pages.map((each) => entry(parts, each)), page.key, (key) => { model.go(key); model.focus.on('f-page'); }))}
        </div>
      </div>
      <datalist id="f-currencies">${CURRENCIES.map((code) => html`<option value=${code}></option>`)}</datalist>
      <div class="visually-hidden" role="status">${model.said}</div>
    </article>`;
}

function refusals({ form, model: { t, sections } }: SheetParts, { catalogue }: Ready): unknown {
  if (sections.all.every(({ handle }) => handle.refused.length === 0)) return nothing;
  return trays.soon(() => form.requestUpdate())?.tray(t, sections.all, catalogue);
}

function content({ form, model, pages: later }: SheetParts, { catalogue, view }: Ready, host: OwnHost, page: Page): TemplateResult {
  const { pages, sections, section, place } = model;
  const groupLabel = (group: string): string => catalogue.groups.find((each) => each.key === group)?.label ?? '';
  const pick = (choice: Pick<FactChoice, 'field' | 'page'>, row?: string): void => model.pick(choice, view, row);
  if (page.level === 'exists' && page.key !== OWN && page.fields.length > 0) return entering.soon(() => form.requestUpdate())?.enterPage(host, page, groupLabel) ?? skeleton(model.t, true);
  if (page.level === 'exists' && page.key !== OWN) return elsewhere.soon(() => form.requestUpdate())?.ownPagePart(host) ?? html``;
  if (page.key === MISSING) return later.missing(host, pages, sections, pick);
  if (page.key === OWN || section === null) return later.own(host, page, groupLabel, pick);
  return sectionPage(host, page, pages, section, place, {
    groupLabel,
    turn: (from) => { place.from = from; form.requestUpdate(); },
    search: (state) => model.look(state),
    pick,
    reopen: () => { sections.close(section.name); form.requestUpdate(); },
  });
}

/** Said where numbers and addresses stand, unless it tops the form already. */
function stopped(form: FormElement, page: Page, { overview }: ArchiveView): unknown {
  const reach = reachable(overview);
  if (reach.kind === 'free' || (page.key !== 'profile' && page.key !== 'people') || ('warning' in overview && overview.warning?.kind === 'doNotContact')) return nothing;
  return html`<p class="due">${stopText(form, reach)}</p>`;
}

function entry({ model }: SheetParts, page: Page): RailEntry {
  const section = model.sections.of(page, model.place.year);
  const counted = page.fields.filter((field) => field.own && fillable(field) && !field.view && field.place.kind !== 'files');
  return {
    page,
    label: page.key === OWN ? model.t.form.own : page.label,
    filled: section?.doc && page.own ? { n: counted.filter((field) => section.filled(field)).length, of: counted.length } : null,
    people: section?.others.filter((person) => person.field !== null) ?? [],
    readOnly: page.key !== OWN && !atLeast(page.level, 'write'),
    other: !page.own && !(section?.doc && page.fields.some((field) => section.filled(field))),
  };
}

function years({ form, model: { t, place } }: SheetParts, page: Page): TemplateResult {
  const choose = (event: Event) => {
    place.year = Number((event.target as HTMLSelectElement).value);
    form.requestUpdate();
  };
  return html`<label class="year">${t.form.year} <select @change=${choose}>${page.years.map((year) => html`<option value=${String(year)} ?selected=${year === (place.year ?? page.years[0])}>${String(year)}</option>`)}</select></label>`;
}
