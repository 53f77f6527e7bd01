/** Finds one among thousands by asking the server as somebody types, and hands over which was chosen; arrows walk what was found, Enter takes the first. Whom or what is asked for is the picks' own. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { composing } from '../internal/keys.ts';
import type { Stop } from '../internal/session.ts';
import { valueOf } from './host.ts';
import type { AdminHost } from './host.ts';

/** Quiet time after the last letter before the server is asked. */
const ASK_AFTER = 200;
/** Most that are offered. */
export const MOST = 8;

export interface FindTexts { readonly find: string; readonly label: string; readonly found: string; readonly nobody: string; readonly describedBy?: string | undefined }

/** What finding needs of the element around it. */
export type FindHost = Pick<AdminHost, 'session' | 'clock' | 'update' | 'focus'>;

export abstract class FindOne<One, Host extends FindHost = AdminHost> {
  protected readonly host: Host;
  readonly #id: string;
  readonly #chosen: (one: One) => void;
  #text = '';
  #found: readonly One[] | null = null;
  #count = 0;
  #stop: Stop | undefined;

  constructor(host: Host, id: string, chosen: (one: One) => void) {
    this.host = host;
    this.#id = id;
    this.#chosen = chosen;
  }

  /** At most `MOST` that fit the text. */
  protected abstract ask(text: string): Promise<readonly One[]>;
  /** What stands in the list for one of them. */
  protected abstract face(one: One): TemplateResult;

  /** True if something was typed or found. */
  reset(): boolean {
    const open = this.#found !== null || this.#text !== '';
    this.#stop?.();
    this.#count++;
    this.#text = '';
    this.#found = null;
    return open;
  }

  #type(text: string): void {
    this.#text = text;
    this.#stop?.();
    const mine = ++this.#count;
    if (text.trim() === '') this.#found = null;
    else this.#stop = this.host.clock.after(ASK_AFTER, () => void this.#look(mine));
    this.host.update();
  }
  async #look(mine: number): Promise<void> {
    const found = await this.ask(this.#text.trim()).catch(() => []); // the list then says that nothing was found; the next letter asks again
    if (mine !== this.#count) return;
    this.#found = found;
    this.host.update();
  }
  #take(one: One): void {
    this.reset();
    this.#chosen(one);
    this.host.update();
    this.host.focus(`#${this.#id}`);
  }

  protected draw({ find, label, found, nobody, describedBy }: FindTexts): TemplateResult {
    const key = (event: KeyboardEvent): void => {
      if (composing(event)) return;
      const options = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('input, .found button')];
      const at = options.indexOf(event.target as HTMLElement);
      const next = event.key === 'ArrowDown' ? options[at + 1] : event.key === 'ArrowUp' ? options[at - 1] : undefined;
      const first = this.#found?.[0];
      if (next) next.focus();
      else if (event.key === 'Enter' && at === 0 && first) this.#take(first);
      else if (!(event.key === 'Enter' && at === 0)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    return html`<div class="pick" @keydown=${key}>
      <input id=${this.#id} type="search" autocomplete="off" placeholder=${find} aria-label=${label} aria-describedby=${describedBy ?? nothing} .value=${live(this.#text)} @input=${(event: Event) => this.#type(valueOf(event))} />
      ${this.#found === null ? nothing : html`<ul class="found" aria-label=${found}>
        ${this.#found.length === 0 ? html`<li class="muted" role="status">${nobody}</li>` : this.#found.map((one) => html`<li><button type="button" class="found-one" @click=${() => this.#take(one)}>${this.face(one)}</button></li>`)}
      </ul>`}
    </div>`;
  }
}
