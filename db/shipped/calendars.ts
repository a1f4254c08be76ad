/** A year of workdays as the State Council published it. Ranges are inclusive. */
export interface CalendarYear {
  readonly year: number;
  readonly source: string;
  readonly publishedOn: string;
  readonly off: readonly (readonly [from: string, to: string])[];
  /** Saturdays and Sundays that are worked (调休上班). */
  readonly worked: readonly string[];
}

/** Read in full; 2027's notice was not out on 2026-11-22, so beyond 2026 due dates are provisional. */
export const CALENDARS: readonly CalendarYear[] = [
  {
    year: 2025,
    source: '国办发明电〔2024〕12号',
    publishedOn: '2024-11-12',
    off: [
      ['2025-01-01', '2025-01-01'],
      ['2025-01-28', '2025-02-04'],
      ['2025-04-04', '2025-04-06'],
      ['2025-05-01', '2025-05-05'],
      ['2025-05-31', '2025-06-02'],
      ['2025-10-01', '2025-10-08'],
    ],
    worked: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    source: '国办发明电〔2025〕7号',
    publishedOn: '2025-11-04',
    off: [
      ['2026-01-01', '2026-01-03'],
      ['2026-02-15', '2026-02-23'],
      ['2026-04-04', '2026-04-06'],
      ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'],
      ['2026-09-25', '2026-09-27'],
      ['2026-10-01', '2026-10-07'],
    ],
    worked: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
];
