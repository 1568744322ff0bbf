import type { NoAsk } from '@tocsin/api'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Beside `src` and `dist` alike. A change of the text is a new file and a new number: what was given keeps its own. */
const FILE = join(import.meta.dirname, '../../policies/no-ask-1.txt')

/** The text in force that goes with every message of a government body to a platform or campaign. */
export const NO_ASK: NoAsk = { version: '1', text: readFileSync(FILE, 'utf8').trim() }
