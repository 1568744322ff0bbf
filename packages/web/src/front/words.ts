import type { Language } from '../words/language.ts'
import { en, type FrontWords } from './words-en.ts'
import { es } from './words-es.ts'
import { fr } from './words-fr.ts'

export const FRONT_WORDS: Record<Language, FrontWords> = { en, es, fr }
