import {
  isAnswerProof,
  isNamedStatement,
  isPacket,
  toVerifiers,
  verifyAnswerProof,
  verifyNamedStatement,
  verifyPacket,
  verifyReceipt,
  type Verifier,
} from '@tocsin/proof'
import { isOpening, verifyOpening } from '@tocsin/proof/sealing'
import { toChecked, toFault, type CheckedReceipt } from './receipt-check.ts'

/** A receipt of one act; all that is on record about one thing; an answer; a decision that was opened; a statement to a person. */
export type RecordForm = 'receipt' | 'packet' | 'answer' | 'opening' | 'named'

export type CheckedRecord =
  | {
      genuine: true
      form: RecordForm
      /** What a packet is about, what was answered or decided, or whose statement it is. */
      says: string | undefined
      receipts: Extract<CheckedReceipt, { genuine: true }>[]
    }
  | Extract<CheckedReceipt, { genuine: false }>

/** Checks a record of any form that `tocsin verify` takes, against verifier keys, in this browser alone. Never throws for a bad file. */
export async function checkRecord(file: Uint8Array, keys: string): Promise<CheckedRecord> {
  try {
    return { genuine: true, ...(await verify(file, toVerifiers(keys))) }
  } catch (error) {
    return toFault(error)
  }
}

async function verify(file: Uint8Array, keys: readonly Verifier[]) {
  if (isPacket(file)) {
    const { about, receipts } = await verifyPacket(file, keys)
    return { form: 'packet' as const, says: about, receipts: receipts.map(toChecked) }
  }
  if (isOpening(file)) {
    const { about, text, batch } = await verifyOpening(file, keys)
    return { form: 'opening' as const, says: `${about}: ${text}`, receipts: [toChecked(batch)] }
  }
  if (isNamedStatement(file)) {
    const { identifier, receipt } = await verifyNamedStatement(file, keys)
    return { form: 'named' as const, says: identifier, receipts: [toChecked(receipt)] }
  }
  if (isAnswerProof(file)) {
    const { payload, batch } = await verifyAnswerProof(file, keys)
    return { form: 'answer' as const, says: payload, receipts: [toChecked(batch)] }
  }
  return {
    form: 'receipt' as const,
    says: undefined,
    receipts: [toChecked(await verifyReceipt(file, keys))],
  }
}
