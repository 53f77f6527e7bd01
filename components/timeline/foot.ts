/** The foot of a timeline: what could not be had, what is on its way, and the way to what is older, by button as by scrolling. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { notice } from '../internal/notices.ts';
import { isNarrow } from './entries.ts';
import type { Filter } from './entries.ts';
import type { Reader } from './entry-view.ts';
import { entriesSkeleton } from './skeleton.ts';
import { say } from './texts.ts';
import type { TimelineData } from './timeline-data.ts';

export function foot(data: TimelineData, filter: Filter, { t, language }: Reader): TemplateResult {
  const older = filter.year === null ? data.olderYear : undefined;
  const loading = data.yearsIn('loading');
  const narrow = isNarrow(filter);
  const { more } = data.drawn(filter);
  return html`
    ${data.entries.length === 0 && loading.length > 0 ? entriesSkeleton(t.kit.loading) : nothing}
    ${data.yearsIn('failed').map((year) => notice(t.timeline.yearFailed(year), 'error', { label: t.kit.retry, run: () => data.again(year) }))}
    ${data.trade.failed ? notice(t.timeline.tradeFailed, 'error', { label: t.kit.retry, run: () => void data.trade.refresh() }) : nothing}
    <div class="end" aria-hidden="true"></div>
    <div class="foot no-print">
      ${more ? html`<button type="button" class="button show-more" @click=${() => data.further(filter)}>${say(language, 'showMore')}</button>` : nothing}
      ${more ? nothing : data.yearsIn('more').map((year) => html`<button type="button" class="button" @click=${() => void data.trade.more(year)}>${t.timeline.moreTrade} ${year}</button>`)}
      ${loading.length > 0 && data.entries.length > 0 ? html`<span class="muted" role="status">${t.timeline.loadingYear(Math.min(...loading))}</span>` : nothing}
      ${older === undefined || more ? nothing : html`<button type="button" class="button load-year" @click=${() => data.show(older)}>${narrow ? say(language, 'searchOlder', { year: older }) : t.timeline.loadYear(older)}</button>`}
      ${older === undefined || !narrow ? nothing : html`<button type="button" class="button quiet search-all" @click=${() => data.allYears.forEach((year) => data.show(year))}>${say(language, 'searchAll')}</button>`}
    </div>`;
}
