/** Addresses of China, Taiwan, Spain and Mexico, Britain and the United States; without a label only in their full form, with a number and a postcode or a city. */
import type { AddressParts } from './finding.ts';

const HAN = /(?:\d{3}(?:\d{2,3})? ?)?\p{Script=Han}{2,12}?[市县縣](?:\p{Script=Han}|[0-9A-Za-z-]){0,24}?(?:路|街|道|巷|弄|村|段)(?:\p{Script=Han}|[0-9-]){0,12}?\d{1,5}[号號](?:\p{Script=Han}|[0-9A-Z-]){0,20}/gu;
const SPANISH = /(?<!\p{L})(?:C\/ ?|(?:Calle|C|Avda|Avd|Av|Avenida|Paseo|Plaza|Pza|Ctra|Carretera|Camino|Ronda|Travesía|Polígono|Blvd|Calz)(?:\. ?| ))[^\n|;\t\u0001]{2,70}?[ ,](?:C\.?P\.? ?)?(?<postcode>\d{5}),? (?<city>\p{Lu}[\p{L}-]*(?: (?:(?:de|del|la|las|los|el) ){0,2}\p{Lu}[\p{L}-]*){0,3})/gu;
const BRITISH = /(?<![\p{L}\d])(?:(?:Unit|Flat|Suite|Floor) \w{1,4},? )?\d{1,4}[A-Za-z]? \p{Lu}[^\n|;\t\u0001]{2,60}?,? (?<city>\p{Lu}[\p{L}-]+),? (?<postcode>[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})(?!\w)/gu;
/** A name of several words before the town would else be taken for a part of it. */
const BRITISH_THE = /(?<![\p{L}\d])(?:(?:Unit|Flat|Suite|Floor) \w{1,4},? )?\d{1,4}[A-Za-z]? \p{Lu}[\p{L}' ]{2,40}, (?<city>\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?),? (?<postcode>[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})(?!\w)/gu;
const AMERICAN = /(?<![\p{L}\d])\d{1,5} \p{Lu}[^\n|;\t\u0001]{3,60}?, (?<city>\p{Lu}[\p{L}.]+(?: \p{Lu}[\p{L}.]+){0,2}), (?<region>[A-Z]{2}) (?<postcode>\d{5}(?:-\d{4})?)(?!\d)/gu;

export interface FoundAddress { readonly parts: AddressParts; readonly start: number; readonly end: number }

export function addressesIn(text: string): readonly FoundAddress[] {
  const found: FoundAddress[] = [];
  for (const shape of [AMERICAN, BRITISH_THE, BRITISH, SPANISH, HAN]) {
    for (const match of text.matchAll(shape)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((one) => start < one.end && one.start < end)) continue;
      found.push({ parts: shape === HAN ? han(match[0]) : { text: match[0], ...match.groups }, start, end });
    }
  }
  return found;
}

/** The first of them only where it fills the text: what is labelled is taken whole. */
export function addressParts(text: string): AddressParts {
  const one = addressesIn(text)[0];
  if (one !== undefined && one.start <= 2) return { ...one.parts, text };
  return /\p{Script=Han}/u.test(text) ? han(text) : { text };
}

function han(text: string): AddressParts {
  const match = /^(?<postcode>\d{3}(?:\d{2,3})?)? ?(?:中国|台灣|臺灣)?(?<region>\p{Script=Han}{2,3}(?:省|自治区))?(?<city>\p{Script=Han}{2,4}?(?:市|[县縣](?!市)))?/u.exec(text);
  const { postcode, region, city } = match?.groups ?? {};
  return { text, ...(region === undefined ? {} : { region }), ...(city === undefined ? {} : { city }), ...(postcode === undefined ? {} : { postcode }) };
}
