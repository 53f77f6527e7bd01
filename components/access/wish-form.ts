/** Level, sections and end in one small form: what is asked for, what a decision leaves of it, what is given. Who sends it, and where, is its owner's. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { clearancesFor, internalSections } from '../../model/access/request.ts';
import type { AskedLevel } from '../../model/access/request.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import type { Clearance, SectionKey } from '../../model/sections.ts';
import { joined, sectionName } from './sentences.ts';
import type { Wording } from './sentences.ts';

export interface Draft {
  level: AskedLevel;
  sections: SectionKey[];
  /** A calendar date; empty: without an end. */
  until: string;
  text: string;
  problem: string;
  busy: boolean;
}
export const newDraft = (more: Partial<Draft> = {}): Draft => ({ level: 'read', sections: [], until: '', text: '', problem: '', busy: false, ...more });

export interface WishForm {
  readonly draft: Draft;
  readonly id: string;
  readonly wording: Wording;
  /** Sections to choose from; default all. */
  readonly offered?: readonly SectionKey[];
  /** Levels to choose from. */
  readonly levels: readonly AskedLevel[];
  /** Clearances of who shall have it; sections of others are told, not offered. Default: whatever is asked. */
  readonly clearances?: readonly Clearance[];
  readonly givers?: readonly string[];
  readonly min: string;
  readonly forever: boolean;
  readonly textLabel: string;
  readonly update: () => void;
}

/** Null: the internal ones, all of them and nothing else. */
export function sectionsOfDraft({ sections }: Draft): readonly SectionKey[] | null {
  return sections.length === internalSections.length && internalSections.every((each) => sections.includes(each)) ? null : sections;
}

export function wishFields({ draft, id, wording, offered = SECTION_KEYS, levels, clearances, givers = [], min, forever, textLabel, update }: WishForm): TemplateResult {
  const { t, language } = wording;
  const set = (change: Partial<Draft>): void => {
    Object.assign(draft, change, { problem: '' });
    update();
  };
  const lacks = (section: SectionKey): Clearance | undefined => (clearances === undefined ? undefined : clearancesFor([section]).find((each) => !clearances.includes(each)));
  const shut = offered.filter((section) => lacks(section) !== undefined);
  return html`
    ${levels.length < 2 ? nothing : html`<div class="label-row"><span class="label" id="${id}-level">${t.ask.level}</span><div class="choices" role="radiogroup" aria-labelledby="${id}-level">${levels.map((level) => html`<label><input type="radio" name="${id}-level" value=${level} .checked=${live(draft.level === level)} @change=${() => set({ level })} />${t.ask[level]}</label>`)}</div></div>`}
    <div class="label-row"><span class="label" id="${id}-sections">${t.ask.sections}</span><div class="choices sections" role="group" aria-labelledby="${id}-sections">${offered.filter((section) => !shut.includes(section)).map((section) => html`<label><input
      type="checkbox" value=${section} .checked=${live(draft.sections.includes(section))} @change=${(event: Event) => set({ sections: SECTION_KEYS.filter((each) => (each === section ? (event.target as HTMLInputElement).checked : draft.sections.includes(each))) })} />${sectionName(section, language)}</label>`)}</div></div>
    ${shut.map((section) => html`<p class="hint muted small">${sectionName(section, language)}: ${t.ask.clearance(t.clearances[lacks(section) as Clearance], joined(language, givers))}</p>`)}
    <div class="label-row"><label for="${id}-until">${t.ask.until}</label><div class="choices"><input type="date" id="${id}-until" class="day" min=${min} .value=${live(draft.until)} ?disabled=${draft.until === '' && forever} @change=${(event: Event) => set({ until: (event.target as HTMLInputElement).value || (forever ? '' : draft.until) })} />
      ${forever ? html`<label><input type="checkbox" class="forever" .checked=${live(draft.until === '')} @change=${(event: Event) => set({ until: (event.target as HTMLInputElement).checked ? '' : min })} />${t.ask.forever}</label>` : nothing}</div></div>
    <div class="label-row"><label for="${id}-text">${textLabel}</label><textarea id="${id}-text" rows="2" maxlength="1000" .value=${live(draft.text)} @input=${(event: Event) => { draft.text = (event.target as HTMLTextAreaElement).value; }}></textarea></div>
    ${draft.problem === '' ? nothing : html`<p class="danger problem" role="alert">${draft.problem}</p>`}`;
}
