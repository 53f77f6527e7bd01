/** 类别依据的简体中文文本，首次打开时加载。 */
import type { reasons as english } from '../en/reasons.ts';
import type { TextsOf } from '../texts.ts';

export const reasons = {
  title: (mark: string, label: string) => (mark === '' ? label : `${mark} · ${label}`),
  since: (date: string) => `自 ${date} 起`,
  was: (label: string, until: string) => `此前：${label}，至 ${until}`,
  rank: (rank: string, of: string) => `在 ${of} 位客户中排名第 ${rank}`,
  share: (share: string, before: string) => `占总额 ${share}；排在前面的共占 ${before}`,
  bar: (from: string, to: string) => `总额的 ${from} 至 ${to}`,
  window: (from: string, to: string) => `${from} 至 ${to}`,
  windowAll: (to: string) => `截至 ${to} 的全部时间`,
  basis: '依据',
  thresholds: '界限',
  changes: '怎样会改变',
  change: (to: string, input: string, at: string) => `${to}：${input} ${at}`,
  rule: (name: string, version: string, date: string) => `${name}，规则第 ${version} 版，计算于 ${date}`,
  setBy: (who: string, date: string) => `界限由 ${who} 于 ${date} 设定`,
  shipped: '界限为出厂设定',
  objected: '客户对此类别提出了异议，由人员决定：改定其他类别，或记录维持原类别。',
  override: (by: string, date: string) => `由${by}于${date}指定`,
  approvedBy: (name: string) => `${name}已批准`,
  until: (date: string) => `有效期至${date}`,
  found: (label: string) => `计算结果：${label}`,
  loading: '服务器一有答复，就显示理由。',
  close: '关闭',
  nothing: '无',
  months: (n: number) => `${n} 个月`,
  days: (n: number) => `${n} 天`,
  points: (name: string, n: string) => `${name}，得 ${n} 分`,
  inputs: {
    value: '销售额减退货', purchases: '购买次数', returns: '退货', lastEver: '最近一次购买', firstEver: '首次购买',
    purchasesEver: '购买次数', converted: '按当日汇率折算', leftOut: '因无汇率未计入', recencyDays: '距上次购买天数', recencyScore: '近度得分（5 为最近）',
    last: '期内最近一次购买', frequency: '购买次数', frequencyScore: '频度得分', monetary: '金额', monetaryScore: '额度得分',
    scoring: '评分方式', buyers: '参与比较的客户', daysSince: '距上次购买天数', strategy: '采购策略', referenceDate: '此前无购买',
    thresholdA: 'A 类低于', thresholdB: 'B 类低于', lostAfter: '流失期限', minimumBuyers: '起用五分位的客户数',
  },
  values: {
    fixed: '固定界限', quintiles: '全部客户五等分', monthly: '每月', bimonthly: '每两个月', quarterly: '每季度', halfYearly: '每半年', yearly: '每年', none: '无',
  },
} satisfies TextsOf<typeof english>;
