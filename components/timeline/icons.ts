/** Marks of the channels (D-13) and of trade as small drawings; every one stands beside its word, so it is decoration. */
import { html, svg } from 'lit';
import type { TemplateResult } from 'lit';

const PHONE = 'M5 2.5h2l1 3-1.4 1a7 7 0 0 0 3 3l1-1.4 3 1v2a1.4 1.4 0 0 1-1.5 1.4A10 10 0 0 1 3.6 4a1.4 1.4 0 0 1 1.4-1.5z';
const MAIL = 'M2.5 4h11v8h-11zM2.5 4.5 8 9l5.5-4.5';
const PAPER = 'M4 2.5h5.5L12.5 5.5v8H4zM6 7.5h4.5M6 10h4.5';
const PERSON = 'M8 7.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM3.5 13.5c.3-2.6 2-4 4.5-4s4.2 1.4 4.5 4';
const TALK = 'M3 3.5h10v7H7.5L5 13v-2.5H3z';
const TWO = 'M5.5 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM10.8 7.5a1.7 1.7 0 1 0 0-3.4M1.8 13c.2-2.5 1.5-3.8 3.7-3.8S9 10.5 9.2 13M11 9.5c1.9.1 3 1.3 3.2 3.5';
const PRINT = 'M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z';
const COIN = 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM10.3 5.8C9.5 5 7.8 4.8 6.9 6c-.9 1.3-.9 2.7 0 4 .9 1.2 2.6 1 3.4.2M4.8 7.3h3.7M4.8 8.9h3.7';
const BOX = 'M2.5 5 8 2.5 13.5 5v6L8 13.5 2.5 11zM2.5 5 8 7.5 13.5 5M8 7.5v6';
const FLAG = 'M4 14V2.5h8l-2 3 2 3H4';
const DOT = 'M8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z';

const PATHS: Readonly<Record<string, string>> = {
  phone: PHONE, longDistanceCall: PHONE, email: MAIL, letter: PAPER, post: PAPER, fax: PRINT, visit: PERSON, greeting: PERSON, meeting: TWO,
  instantMessage: TALK, sms: TALK, wechat: TALK, whatsapp: TALK, line: TALK, change: FLAG, talk: TALK, sale: COIN, return: COIN, collection: COIN, consumption: COIN, stay: COIN, shipment: BOX,
  edit: 'M3 13l.6-2.7 7.4-7.4 2.1 2.1-7.4 7.4zM9.7 4.2l2.1 2.1', up: 'M8 13V3.5M4 7l4-4 4 4', clip: 'M12.5 7.5 8 12a3 3 0 0 1-4.3-4.3l5-5a2 2 0 0 1 2.9 2.9l-5 5a1 1 0 0 1-1.5-1.4L9.3 5', close: 'M4 4l8 8M12 4l-8 8', next: 'M2.5 8h10M9 4.5 12.5 8 9 11.5',
};

/** A channel an administrator added has the plain mark. */
export const icon = (name: string | null): TemplateResult =>
  html`<svg class="mark" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${svg`<path d=${PATHS[name ?? ''] ?? DOT} />`}</svg>`;
