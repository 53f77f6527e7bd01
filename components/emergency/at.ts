/** Puts `<emergency-access>` into another element, for whom the policy names; loaded only for them. */
import type { LitElement } from 'lit';
import { EmergencyAccess } from '../emergency-access.ts';
import { defineTags, tagName } from '../internal/registry.ts';

const made = new WeakMap<LitElement, EmergencyAccess>();

/** `shut`: the person may not read it, so that the way in is offered. One element as long as the other lives. */
export function emergencyAt(host: LitElement, archive: string, shut: boolean): EmergencyAccess {
  let element = made.get(host);
  if (element === undefined) {
    const prefix = /^(.+)-(?:customer-card|archive-form)$/.exec(host.localName)?.[1];
    const options = prefix === undefined ? {} : { prefix };
    defineTags({ 'emergency-access': EmergencyAccess }, options);
    made.set(host, (element = document.createElement(tagName('emergency-access', options)) as EmergencyAccess));
  }
  element.archive = archive;
  element.shut = shut;
  return element;
}
