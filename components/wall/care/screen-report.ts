import type { ScreenReport } from '@/lib/api/screen-settings'

/** The header's name, apart from its schema: the wall does not load the checker. */
export const SCREEN_REPORT_HEADER = 'Screen-Report'

export type ScreenReportView = ScreenReport
