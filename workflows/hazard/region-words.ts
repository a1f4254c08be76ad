import type { ControlKind, SupplyKind } from './regions/control.ts';
import type { ListLevel } from './regions/listing.ts';
import type { RevisionCause } from '../kernel/revision.ts';

export const CONTROL_WORDS: Readonly<Record<ControlKind, string>> = {
  withdraw: '撤出作业人员',
  suspend: '暂时停产停业',
  stopUse: '停止使用',
  seal: '查封',
};

export const SUPPLY_WORDS: Readonly<Record<SupplyKind, string>> = { power: '停电', explosives: '停供民用爆炸物品' };

export const LIST_WORDS: Readonly<Record<ListLevel, string>> = { county: '县级', city: '市级', province: '省级' };

export const REVISION_WORDS: Readonly<Record<RevisionCause, string>> = { calendar: '工作日历公布', policy: '政策修订' };
