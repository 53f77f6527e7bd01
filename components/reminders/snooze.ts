/** Putting a line away: four presets with the day each means, or a day of one's own. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { CalendarDate } from '../../model/overview.ts';
import { addDays, addMonth, isOffline, nearDay } from './host.ts';
import type { ListHost } from './host.ts';
import { formatDay } from '../internal/formats.ts';

export class Snooze {
  readonly #host: ListHost;
  readonly #put: (until: CalendarDate) => void;
  readonly #close: () => void;
  #date = '';
  #problem = false;

  constructor(host: ListHost, put: (until: CalendarDate) => void, close: () => void) {
    this.#host = host;
    this.#put = put;
    this.#close = close;
  }

  readonly #send = (event: Event): void => {
    event.preventDefault();
    this.#problem = !/^\d{4}-\d{2}-\d{2}$/.test(this.#date) || this.#date <= this.#host.today;
    if (!this.#problem) return this.#put(this.#date);
    this.#host.update();
    this.#host.focus('#snooze-date');
  };

  render(busy: boolean): TemplateResult {
    const { t, today, language, strings } = this.#host;
    const off = busy || isOffline(this.#host);
    const presets = [['tomorrow', addDays(today, 1)], ['threeDays', addDays(today, 3)], ['week', addDays(today, 7)], ['month', addMonth(today)]] as const;
    return html`<form class="panel-inline" novalidate aria-label=${t.snoozeTo} @submit=${this.#send}>
      <h4>${t.snoozeTo}</h4>
      <div class="presets">${presets.map(([key, day]) => html`<button type="button" class="button preset" data-preset=${key} ?disabled=${off} @click=${() => this.#put(day)}>${t.presets[key]} <span class="muted">${key === 'tomorrow' ? formatDay(language, day) : nearDay(this.#host, day)}</span></button>`)}</div>
      <label for="snooze-date">${t.date}</label>
      <div class="buttons"><input id="snooze-date" type="date" min=${addDays(today, 1)} aria-invalid=${this.#problem ? 'true' : 'false'} aria-describedby="snooze-problem" .value=${live(this.#date)}
        @input=${(event: Event) => { this.#date = (event.target as HTMLInputElement).value; }} />
        <button class="button primary" ?disabled=${off}>${t.put}</button><button type="button" class="button" @click=${this.#close}>${strings.kit.cancel}</button></div>
      <p id="snooze-problem" class="danger" role="alert" ?hidden=${!this.#problem}>${t.dateWrong}</p>
    </form>`;
  }
}
