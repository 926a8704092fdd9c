import 'server-only'
import { RequestError } from './reply'
import { StoreError } from '@/lib/store/store-error'

/** A request that only the record can answer: its faults become problems with words. @throws {RequestError} */
export async function inRecord<Result>(query: Promise<Result>): Promise<Result> {
  try {
    return await query
  } catch (error) {
    if (error instanceof StoreError) throw new RequestError('record_unavailable', error.message)
    throw error
  }
}
