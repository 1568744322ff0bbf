import type { Language } from '../words/language.ts'
import { en, type PublicWords } from './words-en.ts'
import { es } from './words-es.ts'
import { fr } from './words-fr.ts'

export const PUBLIC_WORDS: Record<Language, PublicWords> = { en, es, fr }
