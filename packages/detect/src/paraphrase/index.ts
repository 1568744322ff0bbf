export { findParaphrases, PARAPHRASE_DEFAULTS } from './paraphrases.ts'
export type { AlikeAccounts, ParaphraseOptions, Paraphrases, SaidPost } from './paraphrases.ts'
