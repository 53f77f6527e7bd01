/** The tabs of the page `/governance`: who sees which, and the late element each shows. One line a tab, in the order in which they stand; elements and their texts are the components'. */
import type { Me } from '../api.ts';
import type { Labels } from '../labels.ts';
import type { Role } from '../rights.ts';

export interface GovernanceTab {
  /** Stands in the address after `#`. */
  readonly key: string;
  readonly label: Labels;
  /** The tag, registered in `define.ts` among those that load when first seen. */
  readonly element: string;
  /** By what `GET /api/me` says. What the element then shows is the server's. */
  readonly seenBy: (me: Pick<Me, 'roles' | 'can'>) => boolean;
}

const t = (en: string, hans: string, hant: string, es: string): Labels => ({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });
const everybody = (): boolean => true;
const only = (...roles: readonly Role[]) => ({ roles: own }: Pick<Me, 'roles'>): boolean => own.some((role) => roles.includes(role));

export const GOVERNANCE_TABS: readonly GovernanceTab[] = [
  { key: 'policy', label: t('Policy', '管理办法', '管理辦法', 'Normas'), element: 'policy-page', seenBy: everybody },
  { key: 'access-requests', label: t('Access requests', '查阅申请', '查閱申請', 'Solicitudes de acceso'), element: 'archive-access', seenBy: everybody },
  { key: 'walls', label: t('Walls and holds', '回避与保全', '迴避與保全', 'Barreras y retenciones'), element: 'wall-list', seenBy: only('compliance', 'steward') },
  { key: 'emergency', label: t('Emergencies', '紧急查阅', '緊急查閱', 'Urgencias'), element: 'emergency-review', seenBy: only('compliance', 'auditor') },
  { key: 'privacy', label: t('Privacy', '个人信息保护', '個人資料保護', 'Privacidad'), element: 'subject-desk', seenBy: everybody },
  { key: 'audit', label: t('Audit', '审计', '稽核', 'Auditoría'), element: 'audit-log', seenBy: only('auditor', 'compliance', 'manager', 'generalManager') },
  { key: 'sign-ins', label: t('Sign-ins', '登录', '登入', 'Sesiones'), element: 'sign-in-list', seenBy: everybody },
  { key: 'corrections', label: t('Corrections', '更正', '更正', 'Correcciones'), element: 'correction-case', seenBy: everybody },
  { key: 'hand-overs', label: t('Hand-overs', '交接', '交接', 'Traspasos'), element: 'hand-over', seenBy: everybody },
];

export const governanceTabs = (me: Pick<Me, 'roles' | 'can'>): readonly GovernanceTab[] => GOVERNANCE_TABS.filter(({ seenBy }) => seenBy(me));
