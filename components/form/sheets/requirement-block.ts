/** What a named rule asks for, counted on this archive: how much is on file and what is missing. Papers are counted only once the person opened them. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ArchiveRow } from '../../../model/api.ts';
import { REQUIREMENT_PACKS, requirementPack } from '../../../model/requirements/packs.ts';
import { requirement } from '../../../model/requirements/requirement.ts';
import type { Facts, Item, RequirementPack } from '../../../model/requirements/types.ts';
import type { SectionKey } from '../../../model/sections.ts';
import { formatDate } from '../../internal/formats.ts';
import type { FactChoice } from '../add-fact.ts';
import type { OpenSection } from '../open-section.ts';
import type { OwnHost } from '../own-page.ts';
import type { FormField, Page } from '../plan.ts';
import { sheetStyles } from './styles.ts';
import { sheetTexts } from './texts.ts';

function factsOf(host: OwnHost): Facts {
  const open = (section: SectionKey): OpenSection | null => host.beside(section)?.host?.section ?? null;
  return {
    reads: (section) => open(section) !== null,
    value: (section, key) => open(section)?.field(key) ?? null,
    text: (section, key) => open(section)?.text(`text:${key}`)?.toString() ?? '',
    rows: (section, table) => open(section)?.rows(table).map(({ cells }) => cells) ?? [],
  };
}

/** Sections that this person may read and has not opened. */
const closed = (host: OwnHost): readonly SectionKey[] => (['people', 'identity'] as const).filter((section) => host.beside(section)?.host === null);

/** Goes to a field and brings it into the form. */
export type Go = (choice: Pick<FactChoice, 'field' | 'page'>) => void;

/** Where an item is written, for whoever sees that section. Papers of all related parties are rows of one table; the address on record is worked out from that of the residence. */
function fieldOf(host: OwnHost, { label, check }: Item): { readonly field: FormField; readonly page: Page['key'] } | null {
  const wanted = check.kind === 'registeredAddress' ? 'person.residenceAddress' : label;
  const page = host.beside(check.kind === 'party' || check.kind === 'registeredAddress' ? 'identity' : check.section)?.page;
  const fields = page?.fields.filter(({ key, place }) => (check.kind === 'party' ? place.kind === 'rows' && place.table === 'relatedPartyPapers' : key === wanted)) ?? [];
  const field = fields.find(({ view }) => !view) ?? fields[0];
  return page === undefined || field === undefined ? null : { field, page: page.key };
}

export function requirementBlocks(host: OwnHost, row: ArchiveRow, pick: Go): TemplateResult[] {
  return REQUIREMENT_PACKS.filter(({ key }) => row.packs.includes(key)).map((pack) => block(host, row, pack, pick));
}

function block(host: OwnHost, row: ArchiveRow, pack: RequirementPack, pick: Go): TemplateResult {
  const { language, catalogue } = host;
  const texts = sheetTexts(language);
  const title = texts.requirement(pack.label[language]);
  const state = requirement(pack, row.kind, factsOf(host));
  const labelOf = (item: Item): string => {
    const label = catalogue.fields.find((field) => field.key === item.label)?.label ?? item.label;
    return item.check.kind === 'party' ? texts.papersOf(label) : label;
  };
  const way = (item: Item): unknown => {
    const found = fieldOf(host, item);
    return found === null ? labelOf(item) : html`<button type="button" class="link" data-item=${item.key} @click=${() => pick(found)}>${labelOf(item)}</button>`;
  };
  const next = pack.replacedBy === null ? undefined : requirementPack(pack.replacedBy);
  const shut = closed(host);
  return html`<section class="group requirement" aria-label=${title} data-requirement=${pack.key} ${sheetStyles()}>
    <h3>${title}</h3>
    ${state === null ? nothing : html`
      <p><strong>${texts.count(state.filled.length, state.of)}</strong> <meter min="0" max=${state.of} .value=${state.filled.length} aria-hidden="true"></meter></p>
      <p>${state.missing.length > 0 ? html`${texts.missing[0]}${state.missing.map((item, i) => [i === 0 ? nothing : texts.missing[1], way(item)])}${texts.missing[2]}` : state.unread.length === 0 ? texts.nothingMissing : nothing}</p>
      ${state.unread.length === 0 ? nothing : html`<p>${texts.unread(state.unread.length)}
        ${shut.length === 0 ? nothing : html`<button type="button" class="button no-print" @click=${() => { for (const section of shut) host.beside(section)?.open(); }}>${texts.readMore}</button>`}</p>`}`}
    <p class="muted small">${texts.taken(pack.source[language])} ${pack.replacedAt === null || next === undefined ? nothing : texts.replaced(formatDate(language, pack.replacedAt), next.source[language], next.sets !== null)} ${texts.noStatement}</p>
  </section>`;
}
