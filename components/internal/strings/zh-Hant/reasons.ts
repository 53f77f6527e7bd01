/** 類別依據的繁體中文文字，首次開啟時載入。 */
import type { reasons as english } from '../en/reasons.ts';
import type { TextsOf } from '../texts.ts';

export const reasons = {
  title: (mark: string, label: string) => (mark === '' ? label : `${mark} · ${label}`),
  since: (date: string) => `自 ${date} 起`,
  was: (label: string, until: string) => `先前：${label}，至 ${until}`,
  rank: (rank: string, of: string) => `在 ${of} 位客戶中排名第 ${rank}`,
  share: (share: string, before: string) => `占總額 ${share}；排在前面的共占 ${before}`,
  bar: (from: string, to: string) => `總額的 ${from} 至 ${to}`,
  window: (from: string, to: string) => `${from} 至 ${to}`,
  windowAll: (to: string) => `截至 ${to} 的全部時間`,
  basis: '依據',
  thresholds: '界限',
  changes: '怎樣會改變',
  change: (to: string, input: string, at: string) => `${to}：${input} ${at}`,
  rule: (name: string, version: string, date: string) => `${name}，規則第 ${version} 版，計算於 ${date}`,
  setBy: (who: string, date: string) => `界限由 ${who} 於 ${date} 設定`,
  shipped: '界限為出廠設定',
  objected: '客戶對此類別提出了異議，由人員決定：改定其他類別，或記錄維持原類別。',
  override: (by: string, date: string) => `由${by}於${date}指定`,
  approvedBy: (name: string) => `${name}已核准`,
  until: (date: string) => `有效期至${date}`,
  found: (label: string) => `計算結果：${label}`,
  loading: '伺服器一有回應，就顯示理由。',
  close: '關閉',
  nothing: '無',
  months: (n: number) => `${n} 個月`,
  days: (n: number) => `${n} 天`,
  points: (name: string, n: string) => `${name}，得 ${n} 分`,
  inputs: {
    value: '銷售額減退貨', purchases: '購買次數', returns: '退貨', lastEver: '最近一次購買', firstEver: '首次購買',
    purchasesEver: '購買次數', converted: '依當日匯率換算', leftOut: '因無匯率未計入', recencyDays: '距上次購買天數', recencyScore: '近度得分（5 為最近）',
    last: '期內最近一次購買', frequency: '購買次數', frequencyScore: '頻度得分', monetary: '金額', monetaryScore: '額度得分',
    scoring: '評分方式', buyers: '參與比較的客戶', daysSince: '距上次購買天數', strategy: '採購策略', referenceDate: '此前無購買',
    thresholdA: 'A 類低於', thresholdB: 'B 類低於', lostAfter: '流失期限', minimumBuyers: '起用五分位的客戶數',
  },
  values: {
    fixed: '固定界限', quintiles: '全部客戶五等分', monthly: '每月', bimonthly: '每兩個月', quarterly: '每季', halfYearly: '每半年', yearly: '每年', none: '無',
  },
} satisfies TextsOf<typeof english>;
