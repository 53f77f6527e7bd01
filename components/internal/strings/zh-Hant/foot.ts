/** Traditional Chinese texts at the foot of a card. */
import type { Strings } from '../index.ts';

export const foot: Strings['foot'] = {
  complete: '完整程度', of: (pack, filled, of) => `${pack} ${filled}/${of}`, missing: (count) => `缺${count}項`, stale: (count) => `待複核${count}項`, more: (count) => `另有${count}組資料`, stages: { collect: '資料蒐集', manage: '資料管理', enrich: '資料充實', analyse: '資料分析' }, stage: (stage) => `累積階段：${stage}`, handed: (name, day, due) => `${day}由${name}移交，請於${due}前首次聯絡`,
  service: {
    title: '服務', level: { economy: '經濟服務', standard: '標準服務', premium: '優先服務' }, reception: { standard: '一般接待', vip: '貴賓接待' }, publicity: { none: '不作宣傳', general: '一般宣傳', personal: '專人宣傳' },
    discount: (percent) => `優惠${percent}`, visits: (count) => `每年拜訪${count}次`, everybody: '與所有客戶相同', parts: { level: '服務等級', reception: '接待', discount: '優惠', visits: '拜訪與問候', publicity: '宣傳' }, none: '無',
  },
};
