/** The versions of a scheme's settings, newest first: who, when, why, what was different from the one before, and the way back. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { SchemeView, SettingVersion } from '../../../model/api.ts';
import type { Language } from '../../../model/labels.ts';
import { sameSetting, told } from './draft.ts';
import { nameOf } from './setting-texts.ts';
import type { ClassTexts } from './texts.ts';

export interface VersionsView {
  readonly scheme: SchemeView;
  readonly t: ClassTexts;
  readonly language: Language;
  readonly disabled: boolean;
  readonly when: (version: Pick<SettingVersion, 'setBy' | 'setAt'>) => string;
  readonly look: (version: SettingVersion) => void;
  readonly back: (version: SettingVersion) => void;
}

export function versions(view: VersionsView): TemplateResult {
  const { scheme, t } = view;
  const { version, settings, setBy, setAt, note, past } = scheme;
  const all: readonly SettingVersion[] = version === null || settings === null ? past : [{ version, settings, setBy, setAt, note }, ...past];
  return html`<section class="stack" aria-labelledby="versions-title"><h4 id="versions-title">${t.versions}</h4>
    <ol class="versions">${all.map((each, i) => one(view, each, all[i + 1], i === 0))}</ol></section>`;
}

function one({ scheme, t, language, disabled, when, look, back }: VersionsView, version: SettingVersion, before: SettingVersion | undefined, now: boolean): TemplateResult {
  const diffs = before === undefined ? [] : scheme.fields.filter(({ key }) => !sameSetting(version.settings[key], before.settings[key]));
  return html`<li><div class="line"><span class="name">${t.version(version.version)}${when(version)}</span>${now ? html`<span class="chip on">${t.now}</span>` : nothing}</div>
    ${version.note === null ? nothing : html`<blockquote><bdi>${version.note}</bdi></blockquote>`}
    ${before === undefined ? html`<p class="muted hint">${version.setBy === null ? t.firstVersion : ''}</p>` : html`<ul class="diffs">${diffs.length === 0 ? html`<li class="muted">${t.same}</li>` : diffs.map((field) => html`<li><span class="muted">${nameOf(scheme.key, field.key, language)}</span><span>${t.was(told(scheme.key, field, before.settings[field.key] ?? field.shipped, t, language), told(scheme.key, field, version.settings[field.key] ?? field.shipped, t, language))}</span></li>`)}</ul>`}
    ${now || !(scheme.maySet || scheme.mayTry) ? nothing : html`<div class="buttons"><button type="button" class="button look" ?disabled=${disabled} @click=${() => look(version)}>${t.again(version.version)}</button>
      ${scheme.maySet ? html`<button type="button" class="button go-back" ?disabled=${disabled} @click=${() => back(version)}>${t.goBack(version.version)}</button>` : nothing}</div>`}</li>`;
}
