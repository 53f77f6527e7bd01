/** One drawing for each kind of notice; the sentence beside it says the same. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { NoticeKind } from '../../model/notices/api.ts';
import type { ProcessKind } from './process-texts.ts';

type Drawn = Exclude<NoticeKind, ProcessKind> | 'read' | 'decision' | 'key' | 'bell' | 'shield';
const PATHS: Readonly<Record<Drawn, string>> = {
  mention: 'M9 5.7a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6M12.3 5.7v4.6a2 2 0 0 0 4 0V9a7.3 7.3 0 1 0-2.8 5.7',
  handover: 'M2 9h12.5M10.5 4.5 15 9l-4.5 4.5',
  alert: 'M2 4.5 7.5 10l3-3L16 13M16 8.5V13h-4.5',
  followed: 'M9 3.5C5 3.5 2.5 7 1.5 9 2.5 11 5 14.5 9 14.5S15.5 11 16.5 9C15.5 7 13 3.5 9 3.5M9 6.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8',
  reminders: 'M3 4.5h2M3 9h2M3 13.5h2M8 4.5h7M8 9h7M8 13.5h7',
  decision: 'M9 2 15 4.5v4c0 3.6-2.5 6-6 7.5-3.5-1.5-6-3.9-6-7.5v-4zM6.2 9l2 2 3.6-4',
  key: 'M11.5 2.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8M8.6 9.3 2.5 15.5M5 13l2 2',
  bell: 'M9 2.5a4.5 4.5 0 0 0-4.5 4.5c0 4-1.7 5.2-1.7 5.2h12.4S13.5 11 13.5 7A4.5 4.5 0 0 0 9 2.5M7.5 14.8a1.7 1.7 0 0 0 3 0',
  shield: 'M9 2 15 4.5v4c0 3.6-2.5 6-6 7.5-3.5-1.5-6-3.9-6-7.5v-4z',
  read: 'M3.5 9.5 7 13l7.5-8',
};
const OF: Readonly<Record<ProcessKind, Drawn>> = {
  accessAsked: 'decision', accessDecided: 'key', accessEnds: 'key', accessEnded: 'key', glassBroken: 'bell', glassReview: 'bell', archivesCame: 'handover', archivesReturned: 'handover', leaveAnnounced: 'handover', leaveWithdrawn: 'handover',
  correctionStep: 'decision', correctionDue: 'bell', correctionFiled: 'read', majorReported: 'bell', policyWaiting: 'decision', policyInForce: 'shield', policyReturned: 'decision', subjectDue: 'shield', erasureWaiting: 'decision',
  retentionDue: 'shield', auditBroken: 'bell',
};
const isDrawn = (kind: NoticeKind | Drawn): kind is Drawn => Object.hasOwn(PATHS, kind);
export const noticeIcon = (kind: NoticeKind | Drawn): TemplateResult => html`<svg viewBox="0 0 18 18" aria-hidden="true"><path d=${PATHS[isDrawn(kind) ? kind : OF[kind]]} /></svg>`;
