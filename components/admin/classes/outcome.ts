/** What a dry run has shown: how many customers each class has now and then, as bars with their table, and who would move, page by page and as a file. */
import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import type { ClassifyRun, SchemeView } from '../../../model/api.ts';
import type { Language } from '../../../model/labels.ts';
import { formatDate, formatNumber } from '../../internal/formats.ts';
import { cell, saveFile } from '../../ledger/csv.ts';
import { valueOf } from '../host.ts';
import type { ClassTexts } from './texts.ts';

export interface OutcomeView {
  readonly scheme: SchemeView;
  readonly run: ClassifyRun;
  /** Settings were changed since. */
  readonly stale: boolean;
  readonly page: number;
  /** `from>to`, or empty for every move. */
  readonly move: string;
  readonly language: Language;
  readonly t: ClassTexts;
  readonly show: (page: number, move: string) => void;
  readonly open: (archive: string) => void;
}

const PAGE = 25;
const labelOf = ({ labels }: SchemeView, value: string | null, language: Language): string => labels[value ?? '-']?.[language] ?? value ?? '';
const moveOf = ({ from, to }: { readonly from: string | null; readonly to: string | null }): string => `${from ?? '-'}>${to ?? '-'}`;

export function outcome(view: OutcomeView): TemplateResult {
  const { scheme, run, stale, t, language } = view;
  const { counts, before = {} } = run;
  const classes = [...new Set([...scheme.values.map((value) => value ?? '-'), ...Object.keys(before), ...Object.keys(counts)])].filter((value) => (before[value] ?? 0) + (counts[value] ?? 0) > 0);
  return html`<section class="outcome stack" aria-labelledby="dry-title">
    <h4 id="dry-title" tabindex="-1">${t.dry}</h4>
    ${stale ? html`<p class="banner" role="status">${t.stale}</p>` : nothing}
    <p class="moving" role="status">${run.changed === 0 ? t.nobody : t.moving(run.changed, formatNumber(language, run.changed))}${run.referenceDate === null ? nothing : html` <span class="muted">${t.asOf(formatDate(language, run.referenceDate))}</span>`}</p>
    <div class="counts">
      ${bars(classes, before, counts, view)}
      <table><thead><tr><th scope="col">${t.cls}</th><th scope="col" class="n">${t.before}</th><th scope="col" class="n">${t.after}</th><th scope="col" class="n">${t.change}</th></tr></thead>
        <tbody>${classes.map((value) => {
          const [was, is] = [before[value] ?? 0, counts[value] ?? 0];
          return html`<tr><th scope="row">${labelOf(scheme, value, language)}</th><td class="n">${formatNumber(language, was)}</td><td class="n">${formatNumber(language, is)}</td><td class="n">${is === was ? '–' : `${is > was ? '+' : '−'}${formatNumber(language, Math.abs(is - was))}`}</td></tr>`;
        })}</tbody></table>
    </div>
    ${run.changed === 0 ? nothing : movers(view)}
  </section>`;
}

/** A pair of bars a class, drawn in units of a percent so that no style is needed; the table beside says the same. */
function bars(classes: readonly string[], before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>, { scheme, language, t }: OutcomeView): TemplateResult {
  const most = Math.max(1, ...classes.flatMap((value) => [before[value] ?? 0, after[value] ?? 0]));
  const bar = (count: number, kind: string, y: number): TemplateResult => svg`<rect class=${kind} x="0" y=${y} width=${`${count === 0 ? 0 : Math.max(0.8, (count / most) * 100)}%`} height="9" rx="2"></rect>`;
  return html`<figure class="bars" aria-hidden="true">
    ${classes.map((value) => html`<div class="pair"><span>${labelOf(scheme, value, language)}</span><svg width="100%" height="22">${bar(before[value] ?? 0, 'was', 1)}${bar(after[value] ?? 0, 'is', 12)}</svg></div>`)}
    <figcaption class="muted small"><span class="key was"></span>${t.before} <span class="key is"></span>${t.after}</figcaption>
  </figure>`;
}

function movers(view: OutcomeView): TemplateResult {
  const { scheme, run, language, t, move, show, open } = view;
  const { moved = [] } = run;
  const moves = [...new Map(moved.map((each) => [moveOf(each), each])).values()];
  const shown = moved.filter((each) => move === '' || moveOf(each) === move);
  const last = Math.max(0, Math.ceil(shown.length / PAGE) - 1);
  const page = Math.min(view.page, last);
  const some = shown.slice(page * PAGE, (page + 1) * PAGE);
  const count = (n: number): string => formatNumber(language, n);
  const file = (): void => {
    const lines = [['id', t.customer, t.from, t.to], ...shown.map(({ id, name, from, to }) => [id, name, labelOf(scheme, from, language), labelOf(scheme, to, language)])];
    saveFile(`${scheme.key}.csv`, `\ufeff${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`);
  };
  return html`<div class="movers stack">
    <div class="tools"><h4 class="grow" id="movers-title">${t.who}</h4>
      ${moves.length < 2 ? nothing : html`<select aria-label=${t.who} @change=${(event: Event) => show(0, valueOf(event))}><option value="" ?selected=${move === ''}>${t.every} (${count(moved.length)})</option>${moves.map((each) => html`<option value=${moveOf(each)} ?selected=${moveOf(each) === move}>${labelOf(scheme, each.from, language)} → ${labelOf(scheme, each.to, language)} (${count(moved.filter((other) => moveOf(other) === moveOf(each)).length)})</option>`)}</select>`}
      ${moved.length === 0 ? nothing : html`<button type="button" class="button export-movers" @click=${file}>${t.csv}</button>`}</div>
    ${some.length === 0 ? nothing : html`<table aria-labelledby="movers-title"><thead><tr><th scope="col">${t.customer}</th><th scope="col">${t.from}</th><th scope="col">${t.to}</th></tr></thead>
      <tbody>${some.map(({ id, name, from, to }) => html`<tr><td><button type="button" class="link" @click=${() => open(id)}><bdi>${name}</bdi></button></td><td>${labelOf(scheme, from, language)}</td><td><span class="arrow muted" aria-hidden="true">→</span> ${labelOf(scheme, to, language)}</td></tr>`)}</tbody></table>`}
    ${shown.length <= PAGE ? nothing : html`<div class="tools end"><button type="button" class="button" ?disabled=${page === 0} @click=${() => show(page - 1, move)}>${t.earlier}</button>
      <span class="muted" role="status">${t.seen(count(page * PAGE + 1), count(page * PAGE + some.length), count(shown.length))}</span>
      <button type="button" class="button" ?disabled=${page >= last} @click=${() => show(page + 1, move)}>${t.later}</button></div>`}
    ${run.changed > moved.length ? html`<p class="hint muted">${t.left(count(run.changed - moved.length))}</p>` : nothing}
  </div>`;
}
