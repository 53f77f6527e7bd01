/** Texts about groups of similar customers in the reasons panel. Order of languages: English, 简体中文, 繁體中文, español. */
import { LANGUAGES, type Language } from '../../model/labels.ts';

type Four = readonly [en: string, hans: string, hant: string, es: string];

const TEXTS = {
  near: ['How near the groups are', '离各群有多近', '離各群有多近', 'A qué distancia están los grupos'],
  nearest: [
    'Each group has a middle: how its customers are on average. A customer belongs to the group whose middle is nearest.', '每个群都有一个中心，即群内客户的平均情况；客户归入中心离它最近的群。',
    '每個群都有一個中心，即群內客戶的平均情況；客戶歸入中心離它最近的群。', 'Cada grupo tiene un centro: cómo son sus clientes por término medio. Un cliente pertenece al grupo de centro más cercano.',
  ],
  own: ['{group} (its own)', '{group}（所属群）', '{group}（所屬群）', '{group} (el suyo)'],
  compared: ['What was compared', '比较的内容', '比較的內容', 'Qué se comparó'],
  asOf: ['As it was on {date}. It stays until groups are made again, once a month.', '按 {date} 的情况；每月重新分群一次，在此之前不变。', '依 {date} 的情況；每月重新分群一次，在此之前不變。', 'Como era el {date}. Queda así hasta que se rehacen los grupos, una vez al mes.'],
  farAbove: ['far above the average', '远高于平均', '遠高於平均', 'muy por encima de la media'], above: ['above the average', '高于平均', '高於平均', 'por encima de la media'], average: ['about the average', '接近平均', '接近平均', 'cerca de la media'],
  below: ['below the average', '低于平均', '低於平均', 'por debajo de la media'], farBelow: ['far below the average', '远低于平均', '遠低於平均', 'muy por debajo de la media'], unknown: ['counts as the average', '按平均计算', '以平均計算', 'cuenta como la media'],
  middles: ['middle of its group {own}, of the next {next}', '本群中心 {own}，次近群 {next}', '本群中心 {own}，次近群 {next}', 'centro de su grupo {own}, del siguiente {next}'],
  shares: ['about {own} of its group, {next} of the next', '本群约 {own}，次近群约 {next}', '本群約 {own}，次近群約 {next}', 'en torno al {own} de su grupo, {next} del siguiente'],
  others: ['Compared too, and not so here', '也作了比较、此客户不具备的', '也作了比較、此客戶不具備的', 'También se comparó, y aquí no es así'],
} as const satisfies Readonly<Record<string, Four>>;

export type AlikeText = keyof typeof TEXTS;

/** `{name}` is put in. */
export const alikeText = (text: AlikeText, language: Language, put: Readonly<Record<string, string>> = {}): string => (TEXTS[text][LANGUAGES.indexOf(language)] as string).replace(/\{(\w+)\}/g, (_, name: string) => put[name] ?? '');
