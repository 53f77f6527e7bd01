/** What one sees of a relation map and does with it: picture or table, two views, walking by arrow keys, the panel of what is open. The graph comes from whoever shows it: `<relation-map>` or the form. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Language } from '../../model/labels.ts';
import { composing } from '../internal/keys.ts';
import { about, departmentBoxes, nameOf, partnersOf, partyBoxes, targetOf, troubleOf, type Target, type Words } from './boxes.ts';
import type { Graph } from './graph.ts';
import { layoutOf, type Box, type Layout } from './layout.ts';
import { picture, type Line } from './picture.ts';
import { departmentTable, internalTable, partyTable } from './table.ts';
import { relationTexts, type RelationTexts } from './texts.ts';

export type View = 'departments' | 'parties';
export type As = 'picture' | 'table';

export interface MapInput {
  readonly graph: Graph;
  readonly language: Language;
  readonly words: Words;
  readonly customer: string;
  /** Internal relations: `none` is not for this reader, and nothing tells that there is such a thing. */
  readonly internal: 'none' | 'closed' | 'open';
}

export interface MapActions {
  /** Something of the face changed: draw again. */
  readonly changed: () => void;
  /** The person wants to edit what is kept there. */
  readonly edit: (target: Target) => void;
  readonly turnInternal: () => void;
  /** Told when the person turns between picture and table. */
  readonly turned?: (as: As) => void;
}

export class MapFace {
  as: As = 'picture';
  view: View = 'departments';
  readonly #actions: MapActions;
  #current = '';
  #open: string | null = null;
  /** Laid out once for the graph and the words as they are. */
  #laid: { readonly graph: Graph; readonly view: View; readonly words: Words; readonly customer: string; readonly layout: Layout } | undefined;

  constructor(actions: MapActions) {
    this.#actions = actions;
  }

  #layout(input: MapInput, t: RelationTexts): Layout {
    const { graph, words, customer } = input;
    const laid = this.#laid;
    if (laid?.graph === graph && laid.view === this.view && laid.words === words && laid.customer === customer) return laid.layout;
    const boxes: readonly Box[] = this.view === 'departments' ? departmentBoxes(graph, t, words) : partyBoxes(graph, t, words, customer);
    const layout = layoutOf(boxes);
    this.#laid = { graph, view: this.view, words, customer, layout };
    return layout;
  }

  render(input: MapInput): TemplateResult {
    const t = relationTexts(input.language);
    const { graph } = input;
    const empty = this.view === 'departments' ? graph.departments.length === 0 && graph.people.length === 0 : graph.parties.length === 0;
    return html`<div class="relation" @keydown=${(event: KeyboardEvent) => this.#key(event)}>
      ${this.#bar(input, t)}
      ${empty ? html`<p class="relation-empty">${this.view === 'departments' ? t.noDepartments : t.noParties}</p>` : this.as === 'table' ? this.#table(input, t) : html`${this.#picture(input, t)}<div class="on-paper">${this.#table(input, t)}</div>`}
    </div>`;
  }

  #bar({ graph, internal }: MapInput, t: RelationTexts): TemplateResult {
    const choice = <V extends string>(label: string, now: V, options: readonly (readonly [V, string])[], set: (value: V) => void) => html`<div class="choice" role="group" aria-label=${label}>
      ${options.map(([key, text]) => html`<button type="button" class="chip" aria-pressed=${String(now === key)} @click=${() => { set(key); this.#actions.changed(); }}>${text}</button>`)}</div>`;
    return html`<div class="relation-bar no-print">
      ${graph.parties.length === 0 && this.view === 'departments' ? nothing : choice(t.view, this.view, [['departments', t.departments], ['parties', t.parties]] as const, (view) => { this.view = view; this.#open = null; this.#current = ''; })}
      ${internal === 'none' || this.view === 'parties' ? nothing : html`<button type="button" class="chip" aria-pressed=${String(internal === 'open')} title=${t.internalNote} @click=${this.#actions.turnInternal}>${t.internal}</button>`}
      ${choice(t.as, this.as, [['picture', t.picture], ['table', t.table]] as const, (as) => { this.as = as; this.#actions.turned?.(as); })}
    </div>`;
  }

  #table(input: MapInput, t: RelationTexts): TemplateResult {
    const options = { graph: input.graph, t, words: input.words, open: this.#actions.edit };
    return this.view === 'parties' ? partyTable(options) : html`${departmentTable(options)}${internalTable(options)}`;
  }

  #picture(input: MapInput, t: RelationTexts): TemplateResult {
    const { graph, words, customer } = input;
    const layout = this.#layout(input, t);
    const ids = layout.boxes.flatMap(({ box }) => [box.id, ...box.parts.map(({ id }) => id)]);
    if (!ids.includes(this.#current)) this.#current = ids[0] ?? '';
    if (this.#open !== null && !ids.includes(this.#open)) this.#open = null;
    const partners: Line[] = this.view === 'departments' ? graph.cooperation.map(({ from, to, note }) => ({ from, to, kind: 'partners', label: note })) : [];
    const internal: Line[] = this.view === 'departments' && graph.relations !== null ? graph.relations.map(({ from, to, kind }) => ({ from: `/${from}`, to: `/${to}`, kind: 'internal', label: kind === '' ? '' : words.internal(kind) })) : [];
    const lines = [...partners, ...internal];
    return html`<div class="map-frame">${picture({
      layout, lines, current: this.#current, open: this.#open,
      label: this.view === 'departments' ? t.pictureOf(customer) : t.partiesOf(customer),
      said: (id) => said(input, t, this.view, id, layout),
      choose: (id) => this.#choose(id),
    })}</div>
    ${this.#open === null ? nothing : this.#panel(input, t, layout, this.#open)}
    ${this.view === 'parties' ? nothing : html`<p class="legend muted small" aria-hidden="true"><span class="k reports"></span>${t.lineReports}${partners.length === 0 ? nothing : html`<span class="k partners"></span>${t.linePartners}`}${internal.length === 0 ? nothing : html`<span class="k internal"></span>${t.lineInternal}`}</p>`}`;
  }

  #panel(input: MapInput, t: RelationTexts, layout: Layout, id: string): TemplateResult {
    const target = targetOf(this.view, id);
    const [title, ...facts] = linesOf(input, t, this.view, id, layout);
    return html`<div class="relation-panel" role="group" aria-label=${title}>
      <p class="panel-title">${title}</p>
      ${facts.map((fact) => html`<p>${fact}</p>`)}
      <div class="panel-tools no-print">${target === null ? nothing : html`<button type="button" class="button" data-edit @click=${() => this.#actions.edit(target)}>${t.edit}</button>`}<button type="button" class="button quiet" @click=${(event: Event) => this.#close(event)}>${t.close}</button></div>
    </div>`;
  }

  #choose(id: string): void {
    this.#current = id;
    this.#open = this.#open === id ? null : id;
    this.#actions.changed();
  }
  #close(event: Event): void {
    this.#open = null;
    this.#actions.changed();
    this.#focus(event.target as Element, this.#current);
  }

  #focus(from: Element, id: string): void {
    const node = from.closest('.relation')?.querySelector<SVGGElement>(`[data-node="${CSS.escape(id)}"]`);
    node?.focus({ preventScroll: true });
    node?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** Up and down walk in reading order, right goes inside or to who reports, left to the superior. */
  #key(event: KeyboardEvent): void {
    if (composing(event) || event.altKey || event.ctrlKey || event.metaKey) return;
    const target = event.target as Element;
    if (event.key === 'Escape' && this.#open !== null && target.closest('.relation-panel, [data-node]')) this.#close(event);
    else {
      const id = target.getAttribute('data-node');
      const layout = this.#laid?.layout;
      if (id === null || layout === undefined) return;
      if (event.key === 'Enter' || event.key === ' ') this.#choose(id);
      else {
        const next = step(layout, id, event.key);
        if (next === undefined) return;
        this.#current = next;
        this.#actions.changed();
        this.#focus(target, next);
      }
    }
    event.preventDefault();
    event.stopPropagation();
  }
}

/** Where an arrow key leads; undefined for a key that is none of the map's. */
function step({ boxes }: Layout, id: string, key: string): string | undefined {
  const order = boxes.flatMap(({ box }) => [box.id, ...box.parts.map((part) => part.id)]);
  const at = order.indexOf(id);
  const own = boxes.find(({ box }) => box.id === id || box.parts.some((part) => part.id === id))?.box;
  switch (key) {
    case 'ArrowDown': return order[at + 1] ?? id;
    case 'ArrowUp': return order[at - 1] ?? id;
    case 'Home': return order[0];
    case 'End': return order.at(-1);
    case 'ArrowLeft': return own?.id === id ? (own.parent ?? id) : (own?.id ?? id);
    case 'ArrowRight': return own?.id !== id ? id : (boxes.find(({ box }) => box.parent === id)?.box.id ?? own.parts[0]?.id ?? id);
    default: return undefined;
  }
}

/** Title and facts of one thing, as its panel and a screen reader tell them. */
function linesOf({ graph, words }: MapInput, t: RelationTexts, view: View, id: string, layout: Layout): readonly string[] {
  const [first = '', person] = id.split('/');
  if (person !== undefined) {
    const own = graph.people.find((each) => each.id === person);
    const where = graph.departments.filter(({ members }) => members.some((member) => member.id === person)).map(({ name }) => name || t.unnamed);
    const name = (other: string) => graph.people.find((each) => each.id === other)?.name || t.unnamed;
    return [
      own?.name || t.unnamed, t.facts([own === undefined ? '' : about(t, words, own), ...where].filter(Boolean)),
      ...(graph.relations ?? []).filter(({ from, to }) => from === person || to === person).map(({ from, to, kind, note }) => t.facts([`${name(from)} → ${name(to)}`, kind === '' ? '' : words.internal(kind), note].filter(Boolean))),
    ].filter(Boolean);
  }
  const department = view === 'departments' ? graph.departments.find((each) => each.id === first) : undefined;
  if (department !== undefined) {
    const partners = partnersOf(graph, t, first);
    return [
      department.name || t.unnamed, department.role === null ? '' : words.purchasing(department.role),
      department.parent === null ? (department.reportsToText === null ? '' : t.reportsTo(department.reportsToText)) : t.reportsTo(nameOf(graph, t, department.parent)),
      troubleOf(graph, t, department), department.members.length === 0 ? '' : `${t.people(department.members.length)}: ${t.list(department.members.map(({ name }) => name || t.unnamed))}`,
      partners.length === 0 ? '' : t.worksWith(t.list(partners)),
    ].filter(Boolean);
  }
  const box = layout.boxes.find((placed) => placed.box.id === id)?.box;
  return [box?.title ?? '', box?.under ?? ''].filter(Boolean);
}

const said = (input: MapInput, t: RelationTexts, view: View, id: string, layout: Layout): string => t.facts(linesOf(input, t, view, id, layout));
