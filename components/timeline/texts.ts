/** What a timeline says before anybody writes. What writing says is in `desk-texts.ts`, which comes with it. */
import type { Language } from '../../model/labels.ts';
import { around } from '../internal/strings/en/around.ts';
import { speak } from '../internal/strings/en/index.ts';
import { stringsNow } from '../internal/strings/index.ts';

speak({ around });

type Four = readonly [en: string, hans: string, hant: string, es: string];
const ORDER: readonly Language[] = ['en', 'zh-Hans', 'zh-Hant', 'es'];

type Values = Readonly<Record<string, string | number>>;
/** `{name}` stands for a value. */
const filled = (text: string, values: Values): string => text.replace(/\{(\w+)\}/g, (_place, name: string) => String(values[name] ?? ''));

export const wording = <T extends Readonly<Record<string, Four>>>(table: T) => (language: Language, key: keyof T & string, values: Values = {}): string =>
  filled(table[key]![ORDER.indexOf(language)]!, values);

export const say = (language: Language, key: keyof typeof around, values: Values = {}): string => filled(stringsNow(language).around[key], values);
