import { OFFICES } from './sections/offices.ts'
import { ON_FILE } from './sections/on-file.ts'
import { RECORD } from './sections/record.ts'
import { SHARING } from './sections/sharing.ts'
import { TOGETHER } from './sections/together.ts'
import type { Section } from './sections/section.ts'

/** What a period report counts, by what it was about; every kind of act stands in one section. */
export const SECTIONS: readonly Section[] = [
  ...OFFICES,
  ...SHARING,
  ...TOGETHER,
  ...ON_FILE,
  ...RECORD,
]
