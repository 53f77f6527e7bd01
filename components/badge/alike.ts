/** Why a customer is in its group of similar customers, for the reasons panel: how near the groups are, and what was compared. Loaded when such a class is first opened. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Language } from '../../model/labels.ts';
import type { AlikeGroup, AlikeTrait, ClassAlike, ClassInput } from '../../model/overview.ts';
import { formatDate, formatNumber, formatShare } from '../internal/formats.ts';
import { alikeText } from './alike-texts.ts';
import type { AlikeText } from './alike-texts.ts';

/** `value`: how the panel writes a figure. */
export function alikeView({ traits, groups }: ClassAlike, computedAt: string, language: Language, value: (input: ClassInput) => string): TemplateResult {
  const say = (text: AlikeText, put?: Readonly<Record<string, string>>): string => alikeText(text, language, put);
  const [own, next] = groups;
  const row = (trait: AlikeTrait, i: number): TemplateResult => {
    const beside = middles(trait, i, own, next, language);
    return typeof trait.value === 'boolean'
      ? html`<dt>${trait.name[language]}</dt><dd>${trait.label?.[language] ?? trait.option}</dd>${beside === '' ? nothing : html`<dd class="wide">${beside}</dd>`}`
      : html`<dt>${trait.name[language]}</dt><dd>${value({ key: trait.key, value: trait.value, ...(trait.unit ? { unit: trait.unit } : {}) })}</dd>
        <dd class="wide">${say(trait.value === null ? 'unknown' : standing(trait.place))} (${signed(trait.place, language)})${beside === '' ? nothing : html`<br />${beside}`}</dd>`;
  };
  const rows = traits.map((trait, i) => ({ trait, i }));
  const missing = rows.filter(({ trait }) => trait.value === false);
  return html`<h4>${say('near')}</h4>
    <p class="muted small">${say('nearest')}</p>
    <dl>${groups.map((group, i) => html`<dt>${i === 0 ? say('own', { group: group.label[language] }) : group.label[language]}</dt><dd>${formatNumber(language, group.distance)}</dd>`)}</dl>
    <h4>${say('compared')}</h4>
    <p class="muted small">${say('asOf', { date: formatDate(language, computedAt) })}</p>
    <dl>${rows.filter(({ trait }) => trait.value !== false).map(({ trait, i }) => row(trait, i))}</dl>
    ${missing.length === 0 ? nothing : html`<details><summary>${say('others')} (${formatNumber(language, missing.length)})</summary><dl>${missing.map(({ trait, i }) => row(trait, i))}</dl></details>`}`;
}

/** Of the own group and the next, where the reader may know how others are: places of a number, shares of those who have an option. */
function middles({ value, weight }: AlikeTrait, i: number, own: AlikeGroup | undefined, next: AlikeGroup | undefined, language: Language): string {
  const [mine, theirs] = [own?.middle?.[i], next?.middle?.[i]];
  if (mine === undefined || theirs === undefined) return '';
  // middles are kept to a tenth
  const share = (middle: number): string => formatShare(language, Math.round(Math.max(0, Math.min(1, weight ? middle / weight : 0)) * 20) / 20);
  return typeof value === 'boolean' ? alikeText('shares', language, { own: share(mine), next: share(theirs) }) : alikeText('middles', language, { own: signed(mine, language), next: signed(theirs, language) });
}

const FAR = 1.5;
const SOME = 0.5;
function standing(place: number): AlikeText {
  if (place >= FAR) return 'farAbove';
  if (place >= SOME) return 'above';
  if (place > -SOME) return 'average';
  return place > -FAR ? 'below' : 'farBelow';
}

/** `+1.2`, `−0.4`; one digit is what middles have. */
function signed(place: number, language: Language): string {
  const text = formatNumber(language, Math.abs(Math.round(place * 10) / 10));
  return text === '0' ? text : `${place < 0 ? '−' : '+'}${text}`;
}
