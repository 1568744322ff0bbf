import type { Language } from '../words/language.ts'
import { en, type NamedWords } from './words-en.ts'
import { es } from './words-es.ts'
import { fr } from './words-fr.ts'

export type { NamedWords }

export const NAMED_WORDS: Record<Language, NamedWords> = { en, es, fr }
