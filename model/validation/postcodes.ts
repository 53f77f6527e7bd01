/** The shape of postcodes by country. A country that is not here has none, or one whose rule is not known: nothing is said. */

const SHAPES: Readonly<Record<string, RegExp>> = {
  CN: /^\d{6}$/, TW: /^\d{3}(\d{2,3})?$/, ES: /^(0[1-9]|[1-4]\d|5[0-2])\d{3}$/,
  AR: /^([A-Z]\d{4}[A-Z]{3}|\d{4})$/, AT: /^\d{4}$/, AU: /^\d{4}$/, BE: /^\d{4}$/, BR: /^\d{8}$/, CA: /^[A-Z]\d[A-Z]\d[A-Z]\d$/, CH: /^\d{4}$/, CL: /^\d{7}$/, CO: /^\d{6}$/, CZ: /^\d{5}$/, DE: /^\d{5}$/,
  DK: /^\d{4}$/, FI: /^\d{5}$/, FR: /^\d{5}$/, GB: /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/, GR: /^\d{5}$/, HU: /^\d{4}$/, ID: /^\d{5}$/, IE: /^[A-Z]\d[\dW][A-Z\d]{4}$/, IN: /^\d{6}$/, IT: /^\d{5}$/, JP: /^\d{7}$/,
  KR: /^\d{5}$/, LU: /^\d{4}$/, MX: /^\d{5}$/, MY: /^\d{5}$/, NL: /^\d{4}[A-Z]{2}$/, NO: /^\d{4}$/, NZ: /^\d{4}$/, PE: /^\d{5}$/, PH: /^\d{4}$/, PL: /^\d{5}$/, PT: /^\d{7}$|^\d{4}$/, RU: /^\d{6}$/, SE: /^\d{5}$/,
  SG: /^\d{6}$/, TH: /^\d{5}$/, TR: /^\d{5}$/, UA: /^\d{5}$/, US: /^\d{5}(\d{4})?$/, VN: /^\d{5,6}$/, ZA: /^\d{4}$/,
};

/** True where the country has no rule here. */
export function isPostcode(text: string, country: string): boolean {
  const shape = Object.hasOwn(SHAPES, country) ? SHAPES[country] : undefined;
  return shape === undefined || (text.length <= 16 && shape.test(text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')));
}
