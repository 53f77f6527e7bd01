/** What an attribute, event, part or token is for, in 简体中文: the manifest speaks English. Other languages show the English text. */
import type { Language } from '../../model/labels.ts';
import type { Described } from './manifest.ts';

/** By tag, or `*` for all, and name. */
export const HANS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '*': {},
};

export const descriptionIn = (language: Language, tag: string, { name, description }: Described): string =>
  (language === 'zh-Hans' ? HANS[tag]?.[name] ?? HANS['*']?.[name] : undefined) ?? description;
