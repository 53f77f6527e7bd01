/** The name of the page "what is missing", which the rail shows before the page itself is loaded. */
const LABELS: Readonly<Record<string, string>> = Object.freeze({ en: 'What is missing', 'zh-Hans': '缺什么', 'zh-Hant': '缺什麼', es: 'Qué falta' });

export const missingLabel = (language: string): string => LABELS[language] ?? LABELS['en']!;
