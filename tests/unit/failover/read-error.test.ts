import { expect, it, vi } from 'vitest'
import { ReadError } from '@/lib/failover/read-error'

it('is known across instances of its module, as a production build has them', async () => {
  vi.resetModules()
  const other = await import('@/lib/failover/read-error')
  expect(other.ReadError).not.toBe(ReadError)
  const error: unknown = new other.ReadError('unreachable', 'down')
  expect(error instanceof ReadError).toBe(true)
  expect(new Error('x') instanceof ReadError).toBe(false)
  expect(Object.assign(new Error('x'), { name: 'ReadError', code: 'unreachable' }) instanceof ReadError).toBe(
    false,
  )
})
