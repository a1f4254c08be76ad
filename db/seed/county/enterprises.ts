/** Key enterprises of one sector and who regulates them. */
export interface SectorOfEnterprises {
  readonly sector: string;
  readonly regulator: string;
  readonly names: readonly string[];
}

/** The county's 74 key enterprises, all invented; `qiye01` … `qiye74` in this order. */
export const ENTERPRISES: readonly SectorOfEnterprises[] = [
  {
    sector: '危险化学品',
    regulator: 'yingji',
    names: ['宏泰化工', '润丰新材料', '海晟助剂', '兴川气体', '永安加油站', '云岭第二加油站', '恒信涂料', '瑞泽农药'],
  },
  {
    sector: '工贸',
    regulator: 'yingji',
    names: [
      '金石铸造', '云岭铝业', '华屿机械', '盛源木业', '百川纺织', '丰禾食品', '天岩水泥', '长青家具', '鼎新电镀', '川岭冷链',
      '宏远面粉', '佳木板材', '立信五金', '安达汽配',
    ], // prettier-ignore
  },
  { sector: '非煤矿山', regulator: 'yingji', names: ['青石采石场', '白沙石灰石矿', '大山页岩砖厂', '龙潭砂石'] },
  { sector: '烟花爆竹', regulator: 'yingji', names: ['云岭烟花批发', '喜庆花炮经营部'] },
  {
    sector: '建筑施工',
    regulator: 'zhujian',
    names: ['云岭建设集团', '鼎城建筑', '宏基市政', '北湖置业', '安居房产', '众成装饰', '路桥三分公司', '恒筑混凝土'],
  },
  {
    sector: '道路交通',
    regulator: 'jiaotong',
    names: ['云岭客运', '顺达物流', '平安出租', '城乡公交', '远通货运', '恒运危货运输', '驰风驾校', '汇通仓储'],
  },
  {
    sector: '消防',
    regulator: 'xiaofang',
    names: [
      '云岭百货大楼',
      '东城家居广场',
      '金鼎大酒店',
      '星光影城',
      '北湖购物中心',
      '云顶歌城',
      '惠民超市',
      '城关农贸市场',
    ],
  },
  { sector: '燃气', regulator: 'chengguanju', names: ['云岭燃气', '永旺液化气站', '百江瓶装气供应站', '清源加气站'] },
  {
    sector: '特种设备',
    regulator: 'shichang',
    names: ['云岭热力', '同安电梯', '金源锅炉房', '华通起重', '欢乐谷游乐园'],
  },
  { sector: '水利', regulator: 'shuili', names: ['龙潭水库管理所', '双桥水电站', '河口闸管所', '云岭水务'] },
  { sector: '学校', regulator: 'jiaoti', names: ['云岭中学', '城关小学', '县职业教育中心', '东城幼儿园'] },
  { sector: '医疗卫生', regulator: 'weijian', names: ['县人民医院', '县中医院'] },
  { sector: '养老机构', regulator: 'minzheng', names: ['夕阳红养老院', '县社会福利院'] },
  { sector: '其他', regulator: 'yingji', names: ['云岭粮库'] },
];
