/** `<policy-page>`: the workspace's customer-data policy as everybody reads it. */
import { nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { DossierElement } from './internal/element.ts';
import { troubleOf } from './internal/notices.ts';
import { base, controls, tokens } from './internal/styles.ts';

/** @csspart sheet - The whole. */
export class PolicyPage extends DossierElement {
  static override readonly styles = [tokens, base, controls];

  protected override render(): TemplateResult {
    return this.frame(this.session === null ? nothing : troubleOf(this.session, this.t));
  }
}

declare global {
  interface HTMLElementTagNameMap { 'policy-page': PolicyPage }
}
