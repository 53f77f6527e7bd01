/** The kinds of notices as one table: what of the archive its reader must be able to see. Words for people stand with the inbox. */

/** `read`: whoever may no longer read the archive has no such notice · `exists`: knowing of it is enough · `nothing`: it is told to its person whatever becomes of the archive, whose name is left out where it is not theirs to know. */
export type NoticeNeeds = 'read' | 'exists' | 'nothing';

export const NOTICE_NEEDS = Object.freeze({
  mention: 'read', handover: 'read', alert: 'read', followed: 'read', reminders: 'nothing',
  accessAsked: 'exists', accessDecided: 'nothing', accessEnds: 'exists', accessEnded: 'nothing',
  glassBroken: 'exists', glassReview: 'nothing',
  archivesCame: 'nothing', archivesReturned: 'nothing', leaveAnnounced: 'nothing', leaveWithdrawn: 'nothing',
  correctionStep: 'exists', correctionDue: 'exists', correctionFiled: 'exists',
  majorReported: 'read',
  policyWaiting: 'nothing', policyInForce: 'nothing', policyReturned: 'nothing',
  subjectDue: 'nothing', erasureWaiting: 'nothing', retentionDue: 'nothing', auditBroken: 'nothing',
} as const satisfies Record<string, NoticeNeeds>);
export type NoticeKind = keyof typeof NOTICE_NEEDS;
export const NOTICE_KINDS = Object.freeze(Object.keys(NOTICE_NEEDS)) as unknown as readonly [NoticeKind, ...NoticeKind[]];
