/** A department: its id, name, 机关代字, and the sectors that it regulates; none for those that regulate nothing themselves. */
export interface Department {
  readonly id: string;
  readonly name: string;
  readonly sign: string;
  readonly sectors: readonly string[];
}

/** The county's 28 departments with duties in work safety. */
export const DEPARTMENTS: readonly Department[] = [
  { id: 'yingji', name: '应急管理局', sign: '云应急', sectors: ['危险化学品', '工贸', '非煤矿山', '烟花爆竹', '其他'] },
  { id: 'zhujian', name: '住房和城乡建设局', sign: '云住建', sectors: ['建筑施工'] },
  { id: 'jiaotong', name: '交通运输局', sign: '云交通', sectors: ['道路交通', '水上交通'] },
  { id: 'xiaofang', name: '消防救援大队', sign: '云消防', sectors: ['消防'] },
  { id: 'shichang', name: '市场监督管理局', sign: '云市监', sectors: ['特种设备'] },
  { id: 'chengguanju', name: '城市管理局', sign: '云城管', sectors: ['燃气'] },
  { id: 'shuili', name: '水利局', sign: '云水利', sectors: ['水利'] },
  { id: 'jiaoti', name: '教育体育局', sign: '云教体', sectors: ['学校'] },
  { id: 'gongan', name: '公安局', sign: '云公安', sectors: ['道路交通', '民用爆炸物品'] },
  { id: 'jingxin', name: '经济和信息化局', sign: '云经信', sectors: ['民用爆炸物品'] },
  { id: 'wenlv', name: '文化和旅游局', sign: '云文旅', sectors: ['文化旅游'] },
  { id: 'weijian', name: '卫生健康局', sign: '云卫健', sectors: ['医疗卫生'] },
  { id: 'nongye', name: '农业农村局', sign: '云农业', sectors: ['农业机械', '渔业'] },
  { id: 'ziran', name: '自然资源局', sign: '云自然资', sectors: ['地质灾害'] },
  { id: 'huanbao', name: '生态环境局', sign: '云环', sectors: ['危险废物'] },
  { id: 'linye', name: '林业局', sign: '云林', sectors: ['森林防火'] },
  { id: 'shangwu', name: '商务局', sign: '云商务', sectors: ['商贸'] },
  { id: 'minzheng', name: '民政局', sign: '云民政', sectors: ['养老机构'] },
  { id: 'nengyuan', name: '能源局', sign: '云能源', sectors: ['电力', '油气管道'] },
  { id: 'gaosu', name: '高速公路执法大队', sign: '云高速执', sectors: ['道路交通'] },
  { id: 'youzheng', name: '邮政管理局', sign: '云邮管', sectors: ['寄递'] },
  { id: 'fagai', name: '发展和改革局', sign: '云发改', sectors: ['粮食储备'] },
  { id: 'caizheng', name: '财政局', sign: '云财', sectors: [] },
  { id: 'renshe', name: '人力资源和社会保障局', sign: '云人社', sectors: [] },
  { id: 'qixiang', name: '气象局', sign: '云气', sectors: ['防雷'] },
  { id: 'gongxiao', name: '供销合作社', sign: '云供销', sectors: ['再生资源'] },
  { id: 'guozi', name: '国有资产管理中心', sign: '云国资', sectors: [] },
  { id: 'sifa', name: '司法局', sign: '云司', sectors: [] },
];
