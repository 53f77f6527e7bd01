/** Simplified Chinese texts at the foot of a card. */
import type { Strings } from '../index.ts';

export const foot: Strings['foot'] = {
  complete: '完整程度', of: (pack, filled, of) => `${pack} ${filled}/${of}`, missing: (count) => `缺${count}项`, stale: (count) => `待复核${count}项`, more: (count) => `另有${count}组资料`, stages: { collect: '数据收集', manage: '数据管理', enrich: '数据丰富', analyse: '数据分析' }, stage: (stage) => `积累阶段：${stage}`, handed: (name, day, due) => `${day}由${name}移交，请于${due}前首次联系`,
  service: {
    title: '服务', level: { economy: '经济服务', standard: '标准服务', premium: '优先服务' }, reception: { standard: '一般接待', vip: '贵宾接待' }, publicity: { none: '不作宣传', general: '一般宣传', personal: '专人宣传' },
    discount: (percent) => `优惠${percent}`, visits: (count) => `每年拜访${count}次`, everybody: '与所有客户相同', parts: { level: '服务级别', reception: '接待', discount: '优惠', visits: '拜访与问候', publicity: '宣传' }, none: '无',
  },
};
