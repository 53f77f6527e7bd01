/** Stands where an archive should be while a key of another system leads nowhere: says so, and opens one in place. The form itself is `<customer-create>`. */
import { html } from 'lit';
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import { CustomerCreate } from '../customer-create.ts';
import { notice } from '../internal/notices.ts';
import { defineTags } from '../internal/registry.ts';
import type { Session, Stop } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import type { Seed } from './new-archive.ts';

export interface FirstArchiveHost extends ReactiveControllerHost, HTMLElement {
  readonly session: Session | null;
  readonly seed: Seed | null;
}

/** Several elements of one page stand for the same customer; the first of them in the page offers, the others only say that there is nothing yet. */
const offering = new Map<string, FirstArchive>();

export class FirstArchive implements ReactiveController {
  readonly #host: FirstArchiveHost;
  readonly #ref: string;
  readonly #opened: () => void;
  #stop: Stop | undefined;
  #form: CustomerCreate | null = null;

  /** `opened`: the archive is there now, whoever opened it. */
  constructor(host: FirstArchiveHost, ref: string, opened: () => void) {
    this.#host = host;
    this.#ref = ref;
    this.#opened = opened;
    host.addController(this);
  }

  hostConnected(): void {
    const other = offering.get(this.#ref);
    if (other === undefined || (other.#form === null && other.#host.compareDocumentPosition(this.#host) & Node.DOCUMENT_POSITION_PRECEDING)) {
      offering.set(this.#ref, this);
      if (other !== undefined) other.#host.requestUpdate();
    }
    let missing = false;
    this.#stop ??= this.#host.session?.watch(this.#ref, ({ kind }) => {
      // only one that comes while we wait is news; what was here before is the host's to show
      if (kind === 'ready' && missing) {
        this.end();
        this.#opened();
      }
      missing ||= kind === 'missing';
    });
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
    if (offering.get(this.#ref) !== this) return;
    offering.delete(this.#ref);
    this.#form = null;
  }

  end(): void {
    this.hostDisconnected();
    this.#host.removeController(this);
  }

  render(t: Strings): TemplateResult {
    const mine = offering.get(this.#ref) === this;
    const text = t.create.noneYet(this.#ref);
    if (this.#form !== null) return html`${notice(text)}<div class="no-print">${this.#form}</div>`;
    return html`${notice(text, 'plain', mine ? { label: t.create.openOne, run: () => void this.#open() } : undefined)}`;
  }

  async #open(): Promise<void> {
    const { localName } = this.#host;
    const prefix = /^(.+)-[a-z]+-[a-z]+$/.exec(localName)?.[1];
    defineTags({ 'customer-create': CustomerCreate }, prefix === undefined ? {} : { prefix });
    const form = document.createElement(prefix === undefined ? 'customer-create' : `${prefix}-customer-create`) as CustomerCreate;
    form.headingLevel = 3;
    form.seed = { ...this.#host.seed, key: this.#ref };
    this.#form = form;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    await form.updateComplete;
    form.begin();
  }
}
