/** Keyboard paths of the elements (`components/editors/keyboard.json`): keys, where they work, what they do. `test/model/keyboard-paths.test.ts` holds them against the code. */
import { existsSync, readFileSync } from 'node:fs';

type Text = Readonly<Record<'en' | 'zh-Hans', string>>;
export interface KeyPath { readonly keys: string; readonly where: Text; readonly does: Text }

export const readKeyboard = (file: string): Readonly<Record<string, readonly KeyPath[]>> => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Record<string, readonly KeyPath[]> : {});

/** What holds in every element. */
export const EVERYWHERE: readonly KeyPath[] = [
  { keys: 'Tab', where: { en: 'everywhere', 'zh-Hans': '任何地方' }, does: { en: 'goes to the next control; a list, a picture or a row of tabs is one stop', 'zh-Hans': '移到下一个控件；列表、图或一排选项卡只停一次' } },
  { keys: 'Enter', where: { en: 'what can be opened', 'zh-Hans': '可以打开的内容' }, does: { en: 'opens it', 'zh-Hans': '打开' } },
  { keys: 'Esc', where: { en: 'what is open', 'zh-Hans': '已打开的内容' }, does: { en: 'closes one layer; the focus goes back to what opened it', 'zh-Hans': '关闭一层；焦点回到打开它的地方' } },
];
