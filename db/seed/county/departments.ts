/** A department: its id, names, and the sectors that it regulates; none for those that regulate nothing themselves. */
export interface Department {
  readonly id: string;
  readonly name: string;
  readonly sectors: readonly string[];
}

/** The county's 28 departments with duties in work safety. */
export const DEPARTMENTS: readonly Department[] = [
  { id: 'yingji', name: '应急管理局', sectors: ['危险化学品', '工贸', '非煤矿山', '烟花爆竹', '其他'] },
  { id: 'zhujian', name: '住房和城乡建设局', sectors: ['建筑施工'] },
  { id: 'jiaotong', name: '交通运输局', sectors: ['道路交通', '水上交通'] },
  { id: 'xiaofang', name: '消防救援大队', sectors: ['消防'] },
  { id: 'shichang', name: '市场监督管理局', sectors: ['特种设备'] },
  { id: 'chengguanju', name: '城市管理局', sectors: ['燃气'] },
  { id: 'shuili', name: '水利局', sectors: ['水利'] },
  { id: 'jiaoti', name: '教育体育局', sectors: ['学校'] },
  { id: 'gongan', name: '公安局', sectors: ['道路交通', '民用爆炸物品'] },
  { id: 'jingxin', name: '经济和信息化局', sectors: ['民用爆炸物品'] },
  { id: 'wenlv', name: '文化和旅游局', sectors: ['文化旅游'] },
  { id: 'weijian', name: '卫生健康局', sectors: ['医疗卫生'] },
  { id: 'nongye', name: '农业农村局', sectors: ['农业机械', '渔业'] },
  { id: 'ziran', name: '自然资源局', sectors: ['地质灾害'] },
  { id: 'huanbao', name: '生态环境局', sectors: ['危险废物'] },
  { id: 'linye', name: '林业局', sectors: ['森林防火'] },
  { id: 'shangwu', name: '商务局', sectors: ['商贸'] },
  { id: 'minzheng', name: '民政局', sectors: ['养老机构'] },
  { id: 'nengyuan', name: '能源局', sectors: ['电力', '油气管道'] },
  { id: 'gaosu', name: '高速公路执法大队', sectors: ['道路交通'] },
  { id: 'youzheng', name: '邮政管理局', sectors: ['寄递'] },
  { id: 'fagai', name: '发展和改革局', sectors: ['粮食储备'] },
  { id: 'caizheng', name: '财政局', sectors: [] },
  { id: 'renshe', name: '人力资源和社会保障局', sectors: [] },
  { id: 'qixiang', name: '气象局', sectors: ['防雷'] },
  { id: 'gongxiao', name: '供销合作社', sectors: ['再生资源'] },
  { id: 'guozi', name: '国有资产管理中心', sectors: [] },
  { id: 'sifa', name: '司法局', sectors: [] },
];
