/** The relation map as tables: the same as the picture, for whoever reads better in rows. */
import { html, nothing, type TemplateResult } from 'lit';
import { about, nameOf, partnersOf, troubleOf, type Target, type Words } from './boxes.ts';
import type { Graph } from './graph.ts';
import type { RelationTexts } from './texts.ts';

export interface TableOptions { readonly graph: Graph; readonly t: RelationTexts; readonly words: Words; readonly open: (target: Target) => void }

const button = ({ open }: TableOptions, text: string, target: Target): TemplateResult => html`<button type="button" class="link" @click=${() => open(target)}>${text}</button>`;
const table = (label: string, heads: readonly string[], rows: readonly TemplateResult[]): TemplateResult => html`<div class="scroll" tabindex="0" role="group" aria-label=${label}><table aria-label=${label}>
  <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody>
</table></div>`;

export function departmentTable(options: TableOptions): TemplateResult {
  const { graph, t, words } = options;
  const people = (list: Graph['people']) => list.map((person, i) => html`${i === 0 ? '' : t.list(['', ''])}${button(options, person.name || t.unnamed, { table: 'people', row: person.id })}${about(t, words, person) === '' ? nothing : html` <span class="muted small">${about(t, words, person)}</span>`}`);
  return table(t.departments, [t.department, t.role, t.superior, t.members, t.partners], [
    ...graph.departments.map((department) => {
      const trouble = troubleOf(graph, t, department);
      return html`<tr>
        <th scope="row">${button(options, department.name || t.unnamed, { table: 'departments', row: department.id })}</th>
        <td>${department.role === null ? nothing : words.purchasing(department.role)}</td>
        <td>${department.parent === null ? (department.reportsToText ?? nothing) : nameOf(graph, t, department.parent)}${trouble === '' ? nothing : html` <span class="danger">${trouble}</span>`}</td>
        <td>${people(department.members)}</td>
        <td>${t.list(partnersOf(graph, t, department.id))}</td>
      </tr>`;
    }),
    ...(graph.loose.length === 0 ? [] : [html`<tr><th scope="row">${t.nowhere}</th><td></td><td></td><td>${people(graph.loose)}</td><td></td></tr>`]),
  ]);
}

export function internalTable({ graph, t, words }: TableOptions): TemplateResult | typeof nothing {
  const name = (id: string) => graph.people.find((person) => person.id === id)?.name || t.unnamed;
  if (graph.relations === null || graph.relations.length === 0) return nothing;
  return html`<p class="panel-title">${t.internal}</p><p class="muted small">${t.internalNote}</p>${table(t.internal, [t.person, t.relation, t.other, t.note], graph.relations.map((relation) => html`<tr>
    <th scope="row">${name(relation.from)}</th><td>${relation.kind === '' ? nothing : words.internal(relation.kind)}</td><td>${name(relation.to)}</td><td>${relation.note}</td>
  </tr>`))}`;
}

export function partyTable(options: TableOptions): TemplateResult {
  const { graph, t, words } = options;
  return table(t.parties, [t.party, t.relation, t.note], graph.parties.map((party) => html`<tr>
    <th scope="row">${button(options, party.name || t.unnamed, { table: 'relatedParties', row: party.id })}</th><td>${party.kind === '' ? nothing : words.relation(party.kind)}</td><td>${party.note}</td>
  </tr>`));
}
