/** Each kind of value: what may stand, what is refused and by which code, hostile inputs among them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldKind } from '../../model/catalogue/types.ts';
import { isCalendarDate } from '../../model/validation/dates.ts';
import { checkScalar } from '../../model/validation/value.ts';
import type { ValueRule } from '../../model/validation/value.ts';

const good: readonly (readonly [ValueRule, readonly unknown[]])[] = [
  [{ kind: 'text' }, ['', 'Almacenes Vega', '广州南湾商贸', 'x\ny', '=SUM(A1)', '<img src=x onerror=alert(1)>', '\u202Eevil', 'a'.repeat(8192), '客'.repeat(2730)]],
  [{ kind: 'longText' }, ['客'.repeat(100_000)]],
  [{ kind: 'flag' }, [true, false]],
  [{ kind: 'number' }, [0, 1.5, -3, Number.MAX_SAFE_INTEGER]],
  [{ kind: 'number', min: 1, max: 5 }, [1, 5, 2.5]],
  [{ kind: 'percent', min: 0, max: 100 }, [0, 99.9, 100]],
  [{ kind: 'money' }, ['0 EUR', '12.50 EUR', '-3.5 CNY', '999999999999999.9999 USD']],
  [{ kind: 'date' }, ['2024-02-29', '1000-01-01', '9999-12-31']],
  [{ kind: 'date', precision: 'month' }, ['1980-03', '1980-03-04']],
  [{ kind: 'date', precision: 'year' }, ['1980', '1980-03', '1980-03-04']],
  [{ kind: 'date', precision: 'minute' }, ['2026-03-05', '2026-03-05T23:59', '2026-03-05T14:30[Europe/Madrid]']],
  [{ kind: 'date', yearOptional: true }, ['--02-29', '1990-02-28']],
  [{ kind: 'date', longTermAllowed: true }, ['long-term', '2030-01-01']],
  [{ kind: 'month' }, ['2026-03']],
  [{ kind: 'dateRange' }, ['2026-03-05/2026-03-05', '2026-03-05/2027-01-01', '2026-03-05/', '/2026-03-05']],
  [{ kind: 'enum', dictionary: 'D-41' }, ['female', 'unstated']],
  [{ kind: 'enum', options: new Set(['mailing']) }, ['mailing']],
  [{ kind: 'phone' }, ['+34 952 000 001', '(5) 555-4729', '0621-08460', '020-8888 0001 转 801', '02-2700-0001 ext. 12', '110']],
  [{ kind: 'email' }, ['a@b.cd', 'lucia.vega@almacenes.example', "o'neil+crm@mail.example.org", '李@例子.广告']],
  [{ kind: 'url' }, ['https://example.org', 'http://intranet.local:8080/a?b=c#d', 'HTTPS://Example.ORG/路径', 'http://localhost/x', 'https://[::1]:8787/']],
  [{ kind: 'person' }, ['p1', 'x-_1']],
  [{ kind: 'user' }, ['mei', 'northwind:5', 'auth0|123']],
];

const bad: readonly (readonly [ValueRule, string, readonly unknown[]])[] = [
  [{ kind: 'text' }, 'type', [1, true, {}, [], undefined, 1n, Symbol('x')]],
  [{ kind: 'text' }, 'too-long', ['a'.repeat(8193), '客'.repeat(2731), '😀'.repeat(2049)]],
  [{ kind: 'text' }, 'characters', ['a\0b', '\ud800', 'x\udc00y', '\udc00\ud800']],
  [{ kind: 'longText' }, 'characters', ['a\0', '\ud83d']],
  [{ kind: 'longText' }, 'too-long', ['a'.repeat(131_073)]],
  [{ kind: 'flag' }, 'type', ['true', 1, 0]],
  [{ kind: 'number' }, 'type', ['1', 1n, [1]]],
  [{ kind: 'number' }, 'range', [Number.NaN, Infinity, -Infinity, -0, 1e400, 1e300]],
  [{ kind: 'number', min: 1, max: 5 }, 'range', [0, 5.01, -1]],
  [{ kind: 'percent', min: 0, max: 100 }, 'range', [-1, 100.1]],
  [{ kind: 'money' }, 'format', ['12.50', 'EUR', '12,50 EUR', '1e3 EUR', '01.00 EUR', '12.50 eur', '12.50EUR', '-0.00 EUR', '-0 EUR', '1.23456 EUR', '1000000000000000 EUR', ' 1 EUR', '1 EUR\n']],
  [{ kind: 'money' }, 'type', [12.5, Number.NaN, 5n]],
  [{ kind: 'date' }, 'date', ['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '0999-01-01', '26-01-01', '2026-1-1', '2026-03', '2026', 'long-term', '--02-29', '2026-03-05T14:30', '2026-03-05\n', '２０２６-03-05']],
  [{ kind: 'date', precision: 'month' }, 'date', ['1980', '1980-13']],
  [{ kind: 'date', precision: 'minute' }, 'date', ['2026-03-05T24:00', '2026-03-05T14:60', '2026-02-30T10:00', '2026-03-05T14:30Z', '2026-03-05T14:30[]', '2026-03-05T14:30[<b>]']],
  [{ kind: 'date', yearOptional: true }, 'date', ['--02-30', '-02-01', '--2-1']],
  [{ kind: 'date', longTermAllowed: true }, 'date', ['longterm', '长期']],
  [{ kind: 'month' }, 'date', ['2026-13', '2026-3', '2026-03-01']],
  [{ kind: 'dateRange' }, 'date', ['2026-03-05', '/', '', '2026-03-05/2026-02-30', '2026-03-05/2026-03-06/2026-03-07']],
  [{ kind: 'dateRange' }, 'range', ['2026-03-06/2026-03-05']],
  [{ kind: 'enum', dictionary: 'D-41' }, 'option', ['Female', '', 'constructor', '__proto__', 'other']],
  [{ kind: 'enum', dictionary: 'D-99' }, 'option', ['a']],
  [{ kind: 'phone' }, 'format', ['', '12', 'call me', '+34 952 <b>', '1'.repeat(65), '123 ext', '１２３４５']],
  [{ kind: 'email' }, 'format', ['', 'a', 'a@', '@b.cd', 'a@b', 'a b@c.de', 'a@b@c.de', '.a@b.cd', 'a..b@c.de', 'a@-b.cd', 'a@b-.cd', 'a@b..cd', 'a@b.cd.', `${'a'.repeat(65)}@b.cd`, `a@${'b'.repeat(64)}.cd`, `a@${'b.'.repeat(130)}cd`]],
  [{ kind: 'url' }, 'scheme', ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,<script>'.replace(/[<>]/g, ''), 'www.example.org', 'ftp://a.b', 'mailto:a@b.cd', '//example.org', 'file:///etc/passwd']],
  [{ kind: 'url' }, 'format', ['  javascript:alert(1)', 'java\nscript:alert(1)', 'https://', 'https:///x', 'https://user:pass@example.org', 'https://exa mple.org', 'https://a.b/<x>', 'https://a\\@b.cd', 'https://-a.b', 'https://a.b:port']],
  [{ kind: 'url' }, 'too-long', [`https://a.b/${'x'.repeat(2050)}`]],
  [{ kind: 'person' }, 'format', ['', 'a b', '__proto__', 'x'.repeat(33)]],
  [{ kind: 'user' }, 'format', ['', ' mei', 'a\u0007']],
  [{ kind: 'address' }, 'not-writable', ['x']],
  [{ kind: 'computed' }, 'not-writable', ['x', 1]],
  [{ kind: 'files' }, 'not-writable', ['x']],
  [{ kind: 'rows' }, 'not-writable', ['x']],
];

const shown = (value: unknown): string => (typeof value === 'string' ? JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value) : String(value));
const ruled = (rule: ValueRule): string => Object.entries(rule).map(([key, value]) => (key === 'kind' ? String(value) : `${key} ${value instanceof Set ? [...value].join() : String(value)}`)).join(', ');

describe('values that may stand', () => {
  for (const [rule, values] of good) it.each(values.map((value) => [shown(value), value]))(`${ruled(rule)}: %s`, (_name, value) => expect(checkScalar(rule, value)).toBeNull());
});

describe('values that are refused', () => {
  for (const [rule, code, values] of bad) it.each(values.map((value) => [shown(value), value]))(`${ruled(rule)}: %s is ${code}`, (_name, value) => expect(checkScalar(rule, value)?.code).toBe(code));
});

const KINDS: readonly FieldKind[] = ['text', 'longText', 'number', 'percent', 'money', 'date', 'month', 'dateRange', 'enum', 'enums', 'phone', 'email', 'url', 'address', 'person', 'user', 'files', 'list', 'rows', 'computed', 'flag'];

describe('every kind', () => {
  it.each(KINDS)('%s lets null stand: nothing is known', (kind) => expect(checkScalar({ kind }, null)).toBeNull());

  it('answers for anything at all and never throws (property)', () => {
    fc.assert(fc.property(fc.constantFrom(...KINDS), fc.anything({ withBigInt: true, withDate: true }), (kind, value) => {
      const found = checkScalar({ kind, dictionary: 'D-41' }, value);
      if (value !== null && typeof value === 'object') expect(found).not.toBeNull();
    }), { numRuns: 2000 });
  });

  it('lets no NUL and no half character through (property)', () => {
    const broken = fc.tuple(fc.string({ maxLength: 6 }), fc.constantFrom('\0', '\ud800', '\udfff'), fc.string({ unit: 'grapheme-ascii', maxLength: 6 })).map((parts) => parts.join(''));
    fc.assert(fc.property(fc.constantFrom(...KINDS), broken, (kind, value) => {
      expect(checkScalar({ kind, dictionary: 'D-41' }, value)).not.toBeNull();
    }), { numRuns: 1000 });
  });
});

describe('dates', () => {
  it('exist exactly when the calendar has them (property)', () => {
    const part = (length: number, max: number): fc.Arbitrary<string> => fc.nat(max).map((n) => String(n).padStart(length, '0'));
    fc.assert(fc.property(fc.integer({ min: 1000, max: 9999 }), part(2, 14), part(2, 33), (year, month, day) => {
      const text = `${year}-${month}-${day}`;
      const date = new Date(`${text}T00:00:00Z`);
      expect(isCalendarDate(text)).toBe(!Number.isNaN(date.getTime()) && date.toISOString().startsWith(text));
    }), { numRuns: 5000 });
  });
});

describe('hostile lengths', () => {
  const long = 60_000;
  const attacks: readonly (readonly [FieldKind, string])[] = [
    ['email', 'a'.repeat(long)], ['email', `${'a.'.repeat(long / 2)}@`], ['email', `a@${'a-'.repeat(long / 2)}`], ['email', `a@${'a.'.repeat(long / 2)}!`], ['email', '@'.repeat(long)],
    ['phone', '1'.repeat(long)], ['phone', `${'1 '.repeat(long / 2)}x`], ['phone', `${'ext'.repeat(long / 3)}`], ['url', `https://${'a'.repeat(long)}`], ['url', `https://${'a.'.repeat(1000)}`], ['url', `https://${'[:'.repeat(1000)}`],
    ['money', `${'0'.repeat(long)} EUR`], ['money', `1.${'0'.repeat(long)}`], ['date', '2'.repeat(long)], ['dateRange', '/'.repeat(long)], ['text', '\ud800'.repeat(long)], ['text', 'e\u0301'.repeat(long)],
  ];

  it.each(attacks.map(([kind, text]) => [kind, shown(text), text] as const))('%s: %s costs milliseconds, not seconds', (kind, _name, text) => {
    checkScalar({ kind }, text);
    // the best of several, so that a busy machine does not count
    const best = Math.min(...Array.from({ length: 5 }, () => {
      const start = performance.now();
      checkScalar({ kind }, text);
      return performance.now() - start;
    }));
    expect(best).toBeLessThan(50);
  });
});
