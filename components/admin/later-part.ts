/** A part of the administration that is loaded, with its looks, when its tab is opened for the first time. */
import type { CSSResult } from 'lit';
import { html } from 'lit';
import { notice } from '../internal/notices.ts';
import type { AdminHost, AdminPart } from './host.ts';

export interface PartModule { readonly make: (host: AdminHost) => AdminPart; readonly styles: CSSResult }

export class LaterPart implements AdminPart {
  readonly #host: AdminHost;
  readonly #load: () => Promise<PartModule>;
  #part: AdminPart | null = null;
  #open = false;
  #failed = false;

  constructor(host: AdminHost, load: () => Promise<PartModule>) {
    this.#host = host;
    this.#load = load;
  }

  open(): void {
    this.#open = true;
    if (this.#part === null) void this.#come();
    else this.#part.open();
  }
  close(): void {
    this.#open = false;
    this.#part?.close();
  }
  escape(): boolean {
    return this.#part?.escape() ?? false;
  }

  async #come(): Promise<void> {
    this.#failed = false;
    try {
      const { make, styles } = await this.#load();
      if (this.#part !== null) return;
      this.#host.adopt(styles);
      this.#part = make(this.#host);
      if (this.#open) this.#part.open();
    } catch (error) {
      console.warn('dossier: a part of the administration could not be loaded', error);
      this.#failed = true;
    }
    this.#host.update();
  }

  render(): unknown {
    const { t } = this.#host;
    if (this.#part !== null) return this.#part.render();
    if (this.#failed) return notice(t.admin.unreachable, 'error', { label: t.kit.retry, run: () => void this.#come() });
    return html`<div class="main"><div class="waiting" role="status" aria-label=${t.kit.loading}>${Array.from({ length: 6 }, () => html`<span class="skeleton"></span>`)}</div></div>`;
  }
}
