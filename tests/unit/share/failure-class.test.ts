import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { FailureClass } from '@/lib/api/share-replies'
import { toFailureClass } from '@/lib/share/failure-class'

describe('where a failure lies', () => {
  it.each<[FailureClass, string]>([
    ['capacity', 'Not enough memory resources on host esx07.sp.local'],
    ['capacity', 'Insufficient free disk space on datastore DS-12'],
    ['capacity', 'There is no free disk space on the volume'],
    ['capacity', 'The operation is not allowed: out of disk space'],
    ['capacity', 'CPU quota of the hardware plan exceeded'],
    ['capacity', 'Unable to allocate processing resources. Error: no available proxies'],
    ['capacity', 'Memory limit reached'],
    ['network', 'Failed to connect to port group "DMZ 12"'],
    ['network', 'Network extension appliance is unreachable'],
    ['network', 'No route: the host name sp-gw-01 cannot be resolved by DNS'],
    ['storage', 'Cannot open the disk C:\\ClusterStorage\\x.vhdx or one of its parents'],
    ['storage', 'Datastore is inaccessible'],
    ['storage', 'I/O error reading vmdk'],
    ['timeout', 'Timed out waiting for VMware Tools'],
    ['timeout', 'Connection to the storage has timed out'],
    ['timeout', 'Operation time-out: heartbeat of the guest'],
    ['timeout', 'The guest did not respond in 600 s'],
    ['replica', 'Replica VM is locked by another job'],
    ['replica', 'Restore point of 23.11.2026 is corrupted'],
    ['replica', 'Failed to revert to snapshot'],
    ['configuration', 'Virtual hardware version is not supported by the host'],
    ['configuration', 'Access denied for user SP\\svc-veeam'],
    ['configuration', 'Resource pool was not found'],
    ['configuration', 'Invalid credentials'],
    ['stopped', 'Failover was stopped by user ADM'],
    ['stopped', 'Job has been cancelled'],
    ['stopped', 'Operation was canceled by the user'],
    ['stopped', 'Task was aborted'],
    ['other', 'Something odd'],
    ['other', ''],
    ['other', 'フェールオーバーに失敗しました'],
  ])('%s: %s', (expected, text) => {
    expect(toFailureClass(text)).toBe(expected)
    expect(toFailureClass(text.toUpperCase())).toBe(expected)
  })

  it('is not known without a text', () => {
    expect(toFailureClass(null)).toBe('other')
  })

  it('is read in the begin of a text, so that none takes long, whatever its length', () => {
    expect(toFailureClass(`${'x '.repeat(990)}datastore`)).toBe('storage')
    expect(toFailureClass(`${'x '.repeat(1_000)}datastore`)).toBe('other')
    const read = vi.spyOn(RegExp.prototype, 'test')
    onTestFinished(() => read.mockRestore())
    for (const word of ['operation ', 'already ']) toFailureClass(word.repeat(200_000))
    const lengths = read.mock.calls.map(([text]) => text.length)
    expect(lengths.length).toBeGreaterThan(0)
    expect(Math.max(...lengths)).toBe(2_000)
  })
})
