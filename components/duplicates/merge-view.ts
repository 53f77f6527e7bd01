/** What would become of a pair, field by field: a choice of left, right or both for each, and what comes along. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { Choice, MergeEntry, MergePreview } from '../../model/duplicates/review-api.ts';
import type { Language } from '../../model/labels.ts';
import { mergeClasses } from './classes-view.ts';
import { entryLabel, valueText } from './labels.ts';
import type { ReviewTexts } from './texts.ts';

export interface Deciding {
  readonly preview: MergePreview;
  readonly choices: Readonly<Record<string, Choice>>;
  readonly catalogue: CatalogueView | null;
  readonly t: ReviewTexts;
  readonly language: Language;
  readonly names: Intl.ListFormat;
  readonly date: (day: string) => string;
  readonly choose: (key: string, choice: Choice) => void;
}
export const keyOf = ({ section, key }: MergeEntry): string => `${section}/${key}`;

function entryView(entry: MergeEntry, { choices, catalogue, t, date, choose }: Deciding): TemplateResult {
  const key = keyOf(entry);
  const chosen = choices[key] ?? entry.choice;
  const option = (choice: Choice, content: unknown): TemplateResult => html`
    <label class="option ${choice} ${chosen === choice ? 'chosen' : ''}"><input type="radio" name=${key} value=${choice} .checked=${chosen === choice} ?disabled=${!entry.choices.includes(choice)} @change=${() => choose(key, choice)}><span class="value">${content}</span></label>`;
  const side = (choice: 'left' | 'right') => {
    const [value, rows, verified] = choice === 'left' ? [entry.left, entry.leftRows, entry.leftVerified] : [entry.right, entry.rightRows, entry.rightVerified];
    const text = valueText(entry, value, catalogue, t);
    return html`<span class="visually-hidden">${t[choice]}: </span><bdi>${text}</bdi>${rows?.map((row) => html`<bdi class="note">${row}</bdi>`)}${verified === null ? nothing : html`<span class="note">${t.verified(date(verified))}</span>`}`;
  };
  const onlyBoth = entry.choices.includes('both') && !entry.choices.includes('right');
  return html`<fieldset><legend>${entryLabel(entry, catalogue, t)}</legend><div class="options ${entry.choices.includes('both') ? 'with-both' : ''}">
    ${option('left', side('left'))}
    ${onlyBoth ? option('both', side('right')) : html`${option('right', side('right'))}${entry.choices.includes('both') ? option('both', t.both) : nothing}`}
  </div></fieldset>`;
}

export function mergeEntries(deciding: Deciding): TemplateResult {
  const { preview, t, names } = deciding;
  return html`
    <div>
      <h3>${t.entries}</h3>
      ${preview.entries.length === 0 ? html`<p class="muted">${t.allSame}</p>` : preview.entries.map((entry) => entryView(entry, deciding))}
    </div>
    ${mergeClasses(preview.classes, deciding)}
    <div class="consequences">
      <p>${t.moves(preview.files, preview.comments, preview.transactions)}</p>
      ${preview.keys.length === 0 ? nothing : html`<p>${t.keys(names.format(preview.keys))}</p>`}
      ${preview.leaving.length === 0 ? nothing : html`<p>${t.leaving(names.format(preview.leaving.map(({ name }) => name)))}</p>`}
      ${preview.leftOut.length === 0 ? nothing : html`<p>${t.leftOut(preview.leftOut.length)}</p>`}
    </div>`;
}
