import type { OfficeNotice } from '@tocsin/api'

/** Who acts at an office, once it has said so: that somebody answered names nobody who acts. */
export function whoActs({
  state,
  acknowledgedBy,
}: Pick<OfficeNotice, 'state' | 'acknowledgedBy'>): string | undefined {
  return state === 'understood' || state === 'acted' ? acknowledgedBy : undefined
}
