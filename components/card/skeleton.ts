/** The card's outline while its digest is on the way: the same rows, so that nothing jumps. */
import { html, nothing, type TemplateResult } from 'lit';

const bar = html`<span class="skeleton"></span>`;
const fact = html`<div class="fact">${bar}${bar}</div>`;

/** As high as what comes: two lines and a row of buttons. */
export const footSkeleton = html`<div class="foot soon">${bar}${bar}</div>`;

export const cardSkeleton = (text: string, discreet: boolean): TemplateResult => html`
  <article class="sheet wait" aria-busy="true">
    <span class="visually-hidden">${text}</span>
    <div class="head"><div class="who"><span class="skeleton"></span><p class="line">${bar}</p></div></div>
    <div class="badges">${bar}${bar}${bar}</div>
    <div class="facts"><div>${fact}${fact}${fact}</div><div>${fact}${fact}${fact}</div></div>
    ${discreet ? nothing : footSkeleton}
  </article>`;
