/** A standard by which a hazard is graded as major. */
export interface Standard {
  readonly code: string;
  readonly title: string;
  readonly issuer: string;
  readonly version: string;
  readonly sector: string;
  readonly validFrom: string;
  /** Clause number, our own short words for it, and whether the text was read. */
  readonly clauses: readonly (readonly [clause: string, words: string, verified: boolean])[];
}

/**
 * A few dozen clauses to begin with; the deployer completes them from the published texts. The words are our own. What
 * was not read in the standard itself says `verified: false` and is shown as 依据待核.
 */
export const STANDARDS: readonly Standard[] = [
  {
    code: 'whp-2017',
    title: '化工和危险化学品生产经营单位重大生产安全事故隐患判定标准（试行）',
    issuer: '安监总管三〔2017〕121号',
    version: '2017',
    sector: '危险化学品',
    validFrom: '2017-11-13',
    clauses: [
      ['第一条', '主要负责人、安全管理人员未经考核合格', true],
      ['第二条', '特种作业人员无证上岗', true],
      ['第三条', '两重点一重大装置设施的外部防护距离不足', true],
      ['第四条', '重点监管工艺没有自动化控制或紧急停车，或未投用', true],
      ['第五条', '一、二级重大危险源罐区没有紧急切断或独立安全仪表', true],
      ['第六条', '全压力式液化烃储罐没有注水措施', true],
      ['第七条', '液化烃、液氨、液氯充装没有用万向管道', true],
      ['第九条', '架空电力线穿越生产区不合规', true],
      ['第十条', '在役装置未经正规设计也未做诊断', true],
      ['第十一条', '使用淘汰的工艺或设备', true],
      ['第十二条', '应设的气体报警或防爆电气没有设置', true],
      ['第十四条', '没有双重电源或不间断电源', true],
    ],
  },
  {
    code: 'ks-2022',
    title: '金属非金属矿山重大事故隐患判定标准',
    issuer: '矿安〔2022〕88号',
    version: '2022',
    sector: '非煤矿山',
    validFrom: '2022-09-01',
    clauses: [
      ['一（一）', '地下矿山安全出口数量、间距或通畅不合要求', true],
      ['一（二）', '地下矿山使用明令禁止的设备、材料或工艺', true],
      ['一（三）', '相邻矿山或独立系统井巷擅自贯通', true],
      ['一（四）', '地下矿山图纸缺失、未更新或与实际不符', true],
      ['二', '露天矿山未自上而下分台阶开采或边坡失稳', false],
      ['三', '尾矿库坝体、排洪或库容超出设计', false],
    ],
  },
  {
    code: 'gm-2023',
    title: '工贸企业重大事故隐患判定标准',
    issuer: '应急管理部令第10号',
    version: '2023',
    sector: '工贸',
    validFrom: '2023-05-15',
    clauses: [
      ['第三条', '承包承租安全管理缺失，特种作业无证，金属冶炼负责人未考核', false],
      ['第四条', '冶金：煤气、熔融金属设施的安全条件缺失', false],
      ['第八条', '轻工：窑炉、储罐等设施的安全条件缺失', false],
      ['第十一条', '粉尘涉爆：除尘、泄爆或点火源控制不合要求', false],
      ['第十二条', '液氨制冷：包装间布置或快速冻结装置设置不合要求', false],
      ['第十三条', '有限空间：没有辨识、审批、检测或监护', false],
    ],
  },
  {
    code: 'hz-2025',
    title: '重大火灾隐患判定规则',
    issuer: 'GB 35181-2025',
    version: '2025',
    sector: '消防',
    validFrom: '2025-11-01',
    clauses: [
      ['第5章', '符合任一直接判定要素', false],
      ['第6章', '综合判定要素达到规定数量', false],
      ['附录A', '报警系统或固定灭火设施不能正常运行', false],
    ],
  },
  {
    code: 'rq-2023',
    title: '城镇燃气经营安全重大隐患判定标准',
    issuer: '建城规〔2023〕4号',
    version: '2023',
    sector: '燃气',
    validFrom: '2023-09-21',
    clauses: [
      ['第四条', '无证经营，或没有安全管理机构、制度', false],
      ['第五条', '场站：间距、切断、报警或防雷防静电缺失', false],
      ['第七条', '管道：保护范围内违法占压或危险作业', false],
      ['第八条', '瓶装气：超量、超期或非法充装、倒灌', false],
      ['第九条', '用户：未按规定安检，隐患未告知、未停气', false],
    ],
  },
  {
    code: 'fw-2022',
    title: '房屋市政工程生产安全重大事故隐患判定标准',
    issuer: '住房和城乡建设部',
    version: '2022',
    sector: '建筑施工',
    validFrom: '2022-04-19',
    clauses: [
      ['第八条', '起重机械未验收登记，附着、悬高超限，安全装置缺失', true],
      ['第九条', '高处作业：支撑结构、单榀桁架或悬挑平台失稳', true],
      ['第十条', '特殊环境照明没有用安全电压', true],
      ['第十一条', '有限空间作业没有审批、检测或专人监护', true],
      ['第五条', '基坑：支护、监测或周边堆载超出要求', false],
      ['第六条', '模板支架：方案、基础或立杆不合要求', false],
    ],
  },
  {
    code: 'tzsb-2024',
    title: '特种设备重大事故隐患判定准则',
    issuer: 'GB 45067-2024',
    version: '2024',
    sector: '特种设备',
    validFrom: '2024-12-01',
    clauses: [
      ['第4章', '无证制造、未经检验或检验不合格仍在使用', false],
      ['第5章', '安全附件或保护装置缺失、失效', false],
    ],
  },
];
