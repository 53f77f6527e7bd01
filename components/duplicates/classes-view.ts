/** Classes set by hand on the two archives, beside each other like the values: what stays, what comes along, what gives way and to what. Nothing is chosen here. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { MergeClass } from '../../model/duplicates/review-api.ts';
import type { Language } from '../../model/labels.ts';
import type { SchemeKey } from '../../model/overview.ts';
import type { ReviewTexts } from './texts.ts';
import { called } from '../internal/called.ts';

interface Look { readonly language: Language; readonly t: ReviewTexts; readonly date: (day: string) => string }

function wordView({ fate, givesWayTo, override: { label, reason, by, until, state } }: MergeClass, { language, t, date }: Look): TemplateResult {
  return html`<div class="word ${fate}">
    <span><bdi>${label[language]}</bdi>${state === 'waiting' ? html` <span class="waits">${t.waits}</span>` : nothing}</span>
    <span class="fate">${t.fates[fate === 'givesWay' ? (givesWayTo ?? 'stands') : fate]}</span>
    <span class="note">${t.lasts(called(by, language), date(until))}</span><bdi class="note reason">${reason}</bdi>
  </div>`;
}

export function mergeClasses(classes: readonly MergeClass[], look: Look): unknown {
  if (classes.length === 0) return nothing;
  const { t, language } = look;
  const schemes = new Map<SchemeKey, readonly MergeClass[]>();
  for (const each of classes) schemes.set(each.scheme, [...(schemes.get(each.scheme) ?? []), each]);
  const side = (of: readonly MergeClass[], which: MergeClass['side'], name: string): TemplateResult => {
    const words = of.filter((each) => each.side === which);
    return html`<div class="words"><span class="visually-hidden">${name}: </span>${words.length === 0 ? html`<span class="word muted">${t.none}</span>` : words.map((each) => wordView(each, look))}</div>`;
  };
  return html`<div class="classes">
    <h3>${t.classes}</h3>
    <dl>${[...schemes.values()].map((of) => html`<div class="scheme"><dt>${of[0]?.schemeName[language]}</dt><dd class="options">${side(of, 'winner', t.left)}${side(of, 'loser', t.right)}</dd></div>`)}</dl>
    ${classes.some(({ fate }) => fate === 'givesWay') ? html`<p class="note">${t.returns}</p>` : nothing}
  </div>`;
}
