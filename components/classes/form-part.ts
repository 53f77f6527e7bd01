/** The rating of money-laundering risk at the head of its section in the form; loaded when somebody who may read it goes there. */
import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { AmlSheet } from '../aml-sheet.ts';
import { defineTags } from '../internal/registry.ts';

interface Place { readonly archive: string; readonly readOnly: boolean }

export const amlPart = (host: Place): TemplateResult => html`<div class="aml-place" ${ref((at) => { if (at !== undefined) queueMicrotask(() => { put(at, host); }); /* once it stands in the form's root */ })}></div>`;

/** Under the prefix that the form itself has. */
function put(at: Element, { archive, readOnly }: Place): void {
  let sheet = at.firstElementChild;
  if (sheet === null) {
    const form = at.getRootNode() instanceof ShadowRoot ? (at.getRootNode() as ShadowRoot).host.localName : 'archive-form';
    const prefix = /^(.+)-[a-z]+-[a-z]+$/.exec(form)?.[1];
    defineTags({ 'aml-sheet': AmlSheet }, prefix === undefined ? {} : { prefix });
    sheet = document.createElement(prefix === undefined ? 'aml-sheet' : `${prefix}-aml-sheet`);
    sheet.setAttribute('heading-level', '4');
    sheet.className = 'inside';
    at.append(sheet);
  }
  if (sheet.getAttribute('archive') !== archive) sheet.setAttribute('archive', archive);
  sheet.toggleAttribute('readonly', readOnly);
}
