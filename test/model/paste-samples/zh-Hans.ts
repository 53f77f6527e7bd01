/** Samples in simplified Chinese; people, companies and numbers are invented. */
import { samples } from './sample.ts';

export const HANS = samples(`--
{p:王晓梅}
{t:销售经理}
{c:青禾灯具有限公司}
电话：{ph:010-55500101}
手机：{mo:15400000001}
邮箱：{em:wang@qinghe.example}
--*
此致
敬礼
{p:李建国} {t:采购总监}
{c:江南纸业股份有限公司}
地址：{a:浙江省{y:杭州市}西湖区文一路100号}
邮编：{z:310000}
--
{c:海风贸易（上海）有限公司}
{p:陈静} {t:总经理}
Tel: {ph:021-55500102} Fax: {fx:021-55500103}
网址：{u:www.haifeng.example}
--
姓名：{p:赵敏}
单位：{c:星河文具厂}
职务：{t:主任}
部门：{d:采购部}
手机：{mo:154 0000 0002}
--*
客户名称：{c:东升五金店}
{r=contactPerson:联系人}：{p:周强}
联系电话：{ph:0571-55500104}
传真：{fx:0571-55500105}
--
公司名称：{c:北方钢铁集团有限公司}
统一社会信用代码：{k:91000000MA0000001R}
法定代表人：{l:孙立}
地址：{a:{y:北京市}朝阳区建国路88号}
--
我的微信号：{wx:chenlan_2020}
--
微信：{wx:liu-yang88} 手机 {mo:15400000003}
--*
加我微信 {wx:zhouqiang66}，或者打 {mo:15400000004}
--
你好，我是小王，电话{mo:15400000005}
--
明天上午十点开会，请带上合同和1200份样品。
--
订单号 202605120007，金额 12500 元。
--*
发票号码 44001234，请于5月12日前付款。
--
{c:青禾灯具有限公司}<TAB>{p:王晓梅}<TAB>{mo:15400000006}<TAB>{em:wxm@qinghe.example}
--
{p:刘洋}<TAB>{t:经理}<TAB>{c:远大物流有限公司}<TAB>{ph:0755-55500106}
--*
{c:金桥机电有限公司}<TAB>{p:马超}<TAB>{t:工程师}<TAB>{mo:15400000007}
--
姓名<TAB>公司<TAB>手机<TAB>邮箱
{p:黄丽}<TAB>{c:丽人美发}<TAB>{mo:15400000008}<TAB>{em:huang@liren.example}
--
客户名称<TAB>联系人<TAB>职务<TAB>电话<TAB>备注
{c:明月茶庄}<TAB>{p:何平}<TAB>{t:店长}<TAB>{ph:0591-55500107}<TAB>老客户
{c:山水画廊}<TAB>{p:高远}<TAB>{t:经理}<TAB>{ph:0591-55500108}<TAB>
--*
单位名称<TAB>地址<TAB>邮编<TAB>传真
{c:长城食品厂}<TAB>{a:河北省{y:石家庄市}长安区中山路5号}<TAB>{z:050000}<TAB>{fx:0311-55500109}
--
产品<TAB>数量<TAB>单价
台灯<TAB>12<TAB>35
--
BEGIN:VCARD
VERSION:3.0
N:张;伟;;;
FN:{p:张伟}
ORG:{c:伟业建材有限公司}
TITLE:{t:副总经理}
TEL;TYPE=CELL:{mo:15400000009}
EMAIL:{em:zw@weiye.example}
END:VCARD
--*
BEGIN:VCARD
VERSION:2.1
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{p=吴芳:=E5=90=B4=E8=8A=B3}
TEL;WORK;VOICE:{ph:025-55500110}
TEL;CELL:{mo:15400000010}
END:VCARD
--
BEGIN:VCARD
VERSION:4.0
FN:{p:林涛}
ADR;TYPE=work:{a:;;人民路1号;{y:广州市};广东省;{z:510000};中国}
TEL;VALUE=uri;TYPE=cell:tel:{mo:+86-154-0000-0011}
END:VCARD
--
{p:徐娜}
{d:市场部} {t:主管}
{c:乐途旅行社有限公司}
M: {mo:+86 154 0000 0012}
E: {em:xuna@letu.example}
--
{p:郭峰} | {t:技术总监} | {c:云帆科技有限公司}
{a:广东省{y:深圳市}南山区科技路9号}
--*
{p:唐悦}
{c:悦动体育用品有限公司}
{t:董事长}
手机/微信：{mo:15400000013}
--
公司：{c:白鸽印务}
税号：{k:91000000MA0000002W}
开户行：某某银行
电话：{ph:022-55500111}
--
收货地址：{a:江苏省{y:南京市}鼓楼区中央路12号3栋501室}
收货人：{p:宋雨}
电话：{mo:15400000014}
--
祝好！
{p:董浩}
{em:donghao@dh.example}
--*
{p:蒋欣}
{t:财务经理}
{c:银河电子有限公司}
电话：{ph:028-55500112}
{u:https://yinhe.example}
--
电子邮件：{em:a.b@c.example}
职位：{t:设计师}
名字：{p:韩雪}
--
公司网址：{u:www.jiahe.example}
公司地址：{a:四川省{y:成都市}武侯区人民南路20号}
--
邮箱:{em:luo@luo.example}；手机:{mo:15400000015}
--*
姓名:{p:冯刚} 电话:{mo:15400000016} 地址:{a:山东省{y:济南市}历下区泉城路7号}
--
{p:曹颖}，{t:客户经理}，{mo:15400000017}
--
{r=contactPerson:联系人}：{p:邓超} {mo:15400000018}
--
WhatsApp：{wa:+86 154 0000 0019}
LINE：{ln:deng_line}
--*
{c:恒通汽车修理厂}
电话 {ph:0532-55500113}
--
{c:新东方机械制造有限责任公司}
{a:{y:天津市}和平区南京路66号}
邮政编码：{z:300000}
--
总机：{ph:020-55500114}
传真：{fx:020-55500115}
--*
{r=personInCharge:负责人}：{p:梁静}
移动电话：{mo:15400000020}
E-mail：{em:liang@lj.example}
--
{p:谢军}<TAB>{mo:15400000021}<TAB>{em:xj@xj.example}
--
公司<TAB>统一社会信用代码<TAB>法定代表人
{c:安泰药业有限公司}<TAB>{k:91000000MA00000030}<TAB>{l:余华}
--*
名称<TAB>税号<TAB>网站
{c:正大饲料}<TAB>{k:91000000MA00000043}<TAB>{u:www.zhengda.example}
--
BEGIN:VCARD
VERSION:3.0
FN:{p:潘伟}
ORG:{c:潘氏木业};{d:销售部}
TEL;TYPE=WORK,FAX:{fx:0512-55500116}
X-WECHAT:{wx:panwei_wood}
END:VCARD
--
BEGIN:VCARD
VERSION:3.0
FN:{p:田雨}
TITLE:{t:店长}
URL:{u:https://tianyu.example}
END:VCARD
--
谢谢！收到请回复。
--
{p:任杰}
{t:副总经理}
{c:宏达电器股份有限公司}
地址：{a:湖北省{y:武汉市}江汉区解放大道300号} 邮编：{z:430000}
电话：{ph:027-55500117} 手机：{mo:15400000022}
--
小李您好，我的电话是{mo:15400000023}，微信同号。
--
{p:姚远}
微信号：{wx:yaoyuan_1}
QQ：12345
--
单位名称：{c:光明小学}
通讯地址：{a:陕西省{y:西安市}雁塔区长安路3号}
`);
