import { describe, expect, test } from 'vitest'
import { QueryError } from '@/simulator/query/query-error'
import { type Expression, parseFilter, tokenizeFilter } from '@/simulator/query/query-grammar'

/** An expression as fully parenthesised text. */
function show(expression: Expression): string {
  if (expression.kind === 'comparison') return `${expression.name}${expression.operator}[${expression.value}]`
  return `(${expression.terms.map(show).join(expression.kind === 'and' ? ' AND ' : ' OR ')})`
}

describe('parseFilter', () => {
  test.each([
    ['State!=Stopped', 'State!=[Stopped]'],
    ['a==1;b>=2', '(a==[1] AND b>=[2])'],
    ['a==1,b<=2', '(a==[1] OR b<=[2])'],
    ['a<1;b>2,c==3', '((a<[1] AND b>[2]) OR c==[3])'],
    ['a==1,b==2;c==3', '(a==[1] OR (b==[2] AND c==[3]))'],
    ['(a==1,b==2);c==3', '((a==[1] OR b==[2]) AND c==[3])'],
    ['((a==1))', 'a==[1]'],
    ['Name=="ABC Company"', 'Name==[ABC Company]'],
    ['Name=="say ""hi"" & go"', 'Name==[say "hi" & go]'],
    ['Name==""', 'Name==[]'],
    ['Name=="a;b,(c)>=d"', 'Name==[a;b,(c)>=d]'],
    ['Name == ABC Company', 'Name==[ABCCompany]'],
    ['CreationTime>=2026-11-01T00:00:00Z', 'CreationTime>=[2026-11-01T00:00:00Z]'],
    [
      '(Result==Failed,Result==Warning);Name=="x y"',
      '((Result==[Failed] OR Result==[Warning]) AND Name==[x y])',
    ],
  ])('%s', (filter, expected) => {
    expect(show(parseFilter(filter))).toBe(expected)
  })

  test.each([
    '',
    'Name',
    'Name==',
    '==x',
    'Name=x',
    'Name!x',
    'Name=="open',
    'a==1;',
    ';a==1',
    'a==1,,b==2',
    '(a==1',
    'a==1)',
    '()',
    'a==1 b==2',
    'a=="1""',
    'a==1;(b==2,c)',
    `${'('.repeat(200)}a==1${')'.repeat(200)}`,
  ])('refuses %j', (filter) => {
    expect(() => parseFilter(filter)).toThrow(QueryError)
  })

  test('unquoted spaces vanish, quoted ones stay', () => {
    expect(tokenizeFilter(' a b == " c d " ')).toEqual([
      { kind: 'word', text: 'ab' },
      { kind: 'operator', operator: '==' },
      { kind: 'text', text: ' c d ' },
    ])
  })
})
