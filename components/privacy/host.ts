/** What the parts of the desk are given by their element. */
import type { TemplateResult } from 'lit';
import type { Language } from '../../model/labels.ts';
import type { Listed } from '../governance/element.ts';
import type { FindHostIn } from '../governance/finds.ts';
import type { Session } from '../internal/session.ts';
import type { Clock } from '../line/clock.ts';
import type { PrivacyText } from './texts.ts';

export type DeskView = 'requests' | 'find' | 'files' | 'consents' | 'standing' | 'due' | 'rules' | 'remains';
export interface DeskHost {
  readonly session: Session | null;
  readonly language: Language;
  readonly off: boolean;
  readonly clock: Clock;
  readonly level: number;
  say(key: PrivacyText, put?: Readonly<Record<string, string | number>>): string;
  day(moment: string): string;
  update(): void;
  ask<T>(path: string, before: Listed<T>): Promise<Listed<T>>;
  act(work: (session: Session) => Promise<unknown>, said: string): Promise<boolean>;
  wrong(text: string, focus: string): void;
  list<T>(list: Listed<T>, empty: string, item: (one: T) => TemplateResult, retry: () => void): TemplateResult;
  finder(): FindHostIn | null;
  openArchive(archive: string): void;
  show(view: DeskView): void;
  focus(selector: string): void;
}
export interface DeskPart {
  load(): Promise<void>;
  render(): TemplateResult;
  /** Closes what is open; false: nothing was. */
  escape(): boolean;
  end(): void;
  /** What is open is a paper of its own: it is printed without the desk around it. */
  readonly paper?: boolean;
}
