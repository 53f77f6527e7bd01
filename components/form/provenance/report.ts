/** From a value to a report that it is wrong: a button under what is known of it, and the form, loaded when it is first wanted. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ReportForm } from '../../corrections/report-form.ts';
import { later } from '../../internal/later.ts';
import type { FormHost } from '../slot.ts';
import { icon } from '../icons.ts';
import { provenanceTexts } from './texts.ts';

const form = later(async () => (await import('../../corrections/report-form.ts')).ReportForm);
const texts = later(async () => (await import('../../corrections/texts.ts')).correctionTexts);

export class ErrorReport {
  readonly #of: { readonly section: string; readonly key: string };
  readonly #host: () => FormHost;
  readonly #changed: () => void;
  #form: ReportForm | null = null;
  #sent: number | null = null;

  constructor(of: { readonly section: string; readonly key: string }, host: () => FormHost, changed: () => void) {
    this.#of = of;
    this.#host = host;
    this.#changed = changed;
  }

  get open(): boolean {
    return this.#form !== null;
  }
  close(): void {
    this.#form = null;
    this.#changed();
  }

  render(host: FormHost): TemplateResult | typeof nothing {
    const off = host.session.state.kind === 'offline';
    const said = texts.now()?.(host.language);
    if (this.#sent !== null && said !== undefined) return html`<p role="status" class="reported">${said.sent(this.#sent)}</p>`;
    if (this.#form !== null) return this.#form.render(host.language, off);
    return html`<div><button type="button" class="button quiet wrong" ?disabled=${off} @click=${() => void this.#begin()}>${icon('doubt')}${provenanceTexts(host.language).report}</button></div>`;
  }

  async #begin(): Promise<void> {
    const [Form] = await Promise.all([form.load(), texts.load()]);
    if (Form === undefined) return;
    const { session, archive, catalogue } = this.#host();
    this.#form = new Form({ session, archive, of: this.#of, catalogue, changed: this.#changed, cancel: () => { this.close(); }, sent: ({ number }) => {
      this.#form = null;
      this.#sent = number;
      this.#changed();
    } });
    this.#changed();
  }
}
