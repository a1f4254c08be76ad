import { anything } from '../workflows/hazard/face.ts';

export const words = anything;
