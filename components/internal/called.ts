/** What somebody is called who stands beside what they did. Of compliance it is told that it was compliance, not who. */
import type { Language } from '../../model/labels.ts';

const UNSEEN: Readonly<Record<Language, string>> = { 'en': 'Compliance', 'zh-Hans': '合规部', 'zh-Hant': '法遵部', 'es': 'Cumplimiento' };

export const called = ({ id, name }: { readonly id: string; readonly name: string }, language: Language): string => (id === 'key:unseen' ? UNSEEN[language] : name);
