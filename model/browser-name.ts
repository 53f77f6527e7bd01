/** What browser and system a sign-in came from, in two names, so that a person knows their own; nothing rests on it. */

type Rule = readonly [pattern: RegExp, name: string];
/** The first that fits: most browsers also name those whose pages they want to be given. */
const BROWSERS: readonly Rule[] = [
  [/\bEdgA?\//, 'Edge'], [/\bOPR\//, 'Opera'], [/\bSamsungBrowser\//, 'Samsung Internet'], [/\bMicroMessenger\//, 'WeChat'], [/\b(Firefox|FxiOS)\//, 'Firefox'], [/\b(Chrome|CriOS|Chromium)\//, 'Chrome'], [/\bVersion\/[\d.]+.*Safari\//, 'Safari'],
];
const SYSTEMS: readonly Rule[] = [[/\b(iPhone|iPad|iPod)\b/, 'iOS'], [/\bAndroid\b/, 'Android'], [/\bWindows\b/, 'Windows'], [/\bMac OS X\b/, 'macOS'], [/\bCrOS\b/, 'ChromeOS'], [/\bLinux\b/, 'Linux']];

/** Null: it says neither. */
export function browserName(agent: string | null): string | null {
  const name = (rules: readonly Rule[]): string | undefined => rules.find(([pattern]) => pattern.test(agent ?? ''))?.[1];
  const found = [name(BROWSERS), name(SYSTEMS)].filter((each) => each !== undefined);
  return found.length === 0 ? null : found.join(' · ');
}
