const DUTIES = [
  'dc01',
  'dc02',
  'sql01',
  'sql02',
  'file01',
  'exch01',
  'app01',
  'app02',
  'web01',
  'web02',
  'rds01',
  'erp01',
  'print01',
  'mon01',
] as const

/** `count` names in boot order, each led by the tenant's short name. */
export function toVmNames(shortName: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    index < DUTIES.length
      ? `${shortName}-${DUTIES[index]}`
      : `${shortName}-node${String(index - DUTIES.length + 1).padStart(3, '0')}`,
  )
}

/** Names that tenants do enter and that break careless pages, parsers and filters. Two VMs share one name. */
export const ODD_VM_NAMES: readonly string[] = [
  'R&D <build> "main" & more',
  "o'brien's laptop",
  'שרת קבצים 01',
  'خادم-البريد-٢',
  `very-long-${'production-database-cluster-member-'.repeat(5)}`.padEnd(200, 'x').slice(0, 200),
  '🚀 launch-pad 🛰️',
  'ファイルサーバー・東京',
  '<script>alert(1)</script>',
  'web01',
  'web01',
  'sql01,(prod);State!=Stopped',
  'two  spaces &amp; an entity',
  'abc\u202Etxt.exe',
  'Zażółć gęślą jaźń',
]
