import type { ShareTexts } from '../../share/share-text-shape'

export const ja: ShareTexts = {
  join: '',
  title: '{label} · {provider}',
  print: '印刷',
  tag: { real: '本番', test: 'テスト', undo: '元に戻す処理' },

  state: {
    running: 'フェイルオーバーを実行しています。',
    stopping: 'フェイルオーバーはまもなく終了します。',
    success: 'フェイルオーバーが完了しました。',
    warning: 'フェイルオーバーは完了しましたが、警告があります。',
    failed: 'フェイルオーバーは終了しましたが、エラーがありました。',
    unknown: 'フェイルオーバーはすでに実行されていません。結果は確認できていません。',
    was: '{clock} ({zone}) の時点で、フェイルオーバーを実行していました。',
  },

  servers: {
    unknown: 'サーバーの情報はまだありません。',
    none: { count: 'total', other: '{total} 台のサーバーは、まだ 1 台も起動していません。' },
    some: { count: 'started', other: '{total} 台中 {started} 台のサーバーが復旧サイトで起動しました。' },
    all: { count: 'total', other: '{total} 台すべてのサーバーが復旧サイトで起動しました。' },
  },
  serversThen: {
    unknown: 'サーバーの情報はありませんでした。',
    none: { count: 'total', other: '{total} 台のサーバーは、まだ 1 台も起動していませんでした。' },
    some: {
      count: 'started',
      other: '{total} 台中 {started} 台のサーバーが復旧サイトで起動していました。',
    },
    all: { count: 'total', other: '{total} 台すべてのサーバーが復旧サイトで起動していました。' },
  },
  serversAtEnd: {
    unknown: '個々のサーバーの情報はありません。',
    none: { count: 'total', other: '{total} 台のサーバーは、復旧サイトで 1 台も起動しませんでした。' },
    some: { count: 'started', other: '{total} 台中 {started} 台のサーバーが復旧サイトで起動しました。' },
    all: { count: 'total', other: '{total} 台すべてのサーバーが復旧サイトで起動しました。' },
    noneForSure: {
      count: 'total',
      other: '{total} 台のサーバーについて、起動を確認できたものはありません。',
    },
    someForSure: {
      count: 'started',
      other: '{total} 台中 {started} 台のサーバーについて、復旧サイトでの起動を確認しています。',
    },
  },
  needAttention: { count: 'failed', other: '{failed} 台のサーバーは対応が必要です。' },

  level: {
    live: '最新',
    late: '少し遅れています',
    stale: '最新ではありません',
    lost: '新しいデータがありません',
    final: '最終状態',
  },
  asOf: '{date} {clock} 現在 ({zone})',
  utc: '{clock} UTC',
  began: '開始 {clock} ({zone})',
  beganOn: '開始 {date} {clock} ({zone})',
  runningFor: '経過時間 {duration}',
  ended: '終了 {clock}',
  endedOn: '終了 {date} {clock}',
  took: '所要時間 {duration}',
  collected: '復旧サイトの管理システムがデータを最後に収集した時刻: {clock} ({zone})',
  collectedOn: '復旧サイトの管理システムがデータを最後に収集した日時: {date} {clock} ({zone})',
  asked: '管理システムに最後に問い合わせた時刻: {clock} ({zone})',
  collectedUnknown: '復旧サイトの管理システムがデータを最後に収集した時刻は、ここからは確認できません。',

  notice: {
    noAnswer: 'このページは {clock} ({zone}) から応答を受け取っていません。',
    noData: '{clock} ({zone}) から、復旧サイトの新しいデータが届いていません。',
    notCollected: '復旧サイトの管理システムは、{clock} ({zone}) から新しいデータを収集していません。',
    newestKnown: 'ここで確認できている最新の情報は、{clock} ({zone}) 時点のものです。',
    unknownSince: 'それ以降の状況は確認できていません。新しいデータの取得を続けています。',
    askProvider: 'お急ぎの場合は、{provider} にお問い合わせください。',
  },

  count: {
    succeeded: { count: 'succeeded', other: '起動済み' },
    warning: { count: 'warning', other: '起動済み (警告あり)' },
    working: { count: 'working', other: '処理中' },
    waiting: { count: 'waiting', other: '待機中' },
    unknown: { count: 'unknown', other: '不明' },
    failed: { count: 'failed', other: '要対応' },
  },

  next: {
    heading: '今後の流れ',
    working: { count: 'working', other: '{working} 台のサーバーを処理しています。' },
    waiting: { count: 'waiting', other: '{waiting} 台のサーバーが順番を待っています。' },
    warning: { count: 'warning', other: '{warning} 台のサーバーは警告付きで起動しました。' },
    attention: {
      count: 'failed',
      other:
        '{failed} 台のサーバーは対応が必要です。この状況は {provider} でも確認できるようになっています。',
    },
    wait: '最初のサーバーの情報が届きしだい、ここに表示されます。',
    check:
      'サーバーが起動していても、動作が確認されたわけではありません。アプリケーションが動いているかどうかは、ここからは確認できません。いま動作をご確認ください。',
    ask: '結果と今後の対応については、{provider} にお問い合わせください。',
    askNext: '今後の対応については、{provider} からご案内します。',
    provisional: 'フェイルオーバーは、恒久化するか元に戻すまでは暫定の状態です。',
  },

  updates: {
    heading: 'サービス事業者からのお知らせ',
    failures: '対応が必要なサーバーについて',
    byline: '{provider} {author}',
  },

  server: {
    heading: 'サーバー',
    totalsOnly: '{provider} はこのページに合計のみを表示しており、個々のサーバーは表示していません。',
    attention: '対応が必要なサーバー:',
    status: {
      succeeded: '起動済み',
      warning: '起動済み (警告あり)',
      working: '処理中',
      waiting: '待機中',
      failed: '要対応',
      unknown: '不明',
    },
    startedAfter: '{clock} ({duration} で起動)',
    workingSince: '{clock} から',
    waiting: 'まだ開始していません',
    unknown: '結果は確認できていません。',
    stoppedAt: '{clock}',
    percent: '{percent}%',
    progress: '{name} の進行状況',
    failure: {
      capacity: '復旧サイトの容量が不足していました。',
      network: 'ネットワーク接続に失敗しました。',
      storage: 'ストレージに障害がありました。',
      timeout: '制限時間を超えました。',
      replica: '複製データに問題がありました。',
      configuration: '設定に問題がありました。',
      stopped: '処理が中止されました。',
      other: '起動できませんでした。',
    },
  },

  runs: {
    heading: 'すべての実行',
    run: '実行 {number}',
    runOn: '実行 {number}、{date} {clock} ({zone})',
    shown: '表示中',
    newest: '最新',
    notNewest: '以前の実行を表示しています。',
    toNewest: '最新の実行を表示',
  },

  contact: 'お問い合わせ: {contact}',
  ends: 'このリンクの有効期限は {date} {clock} ({zone}) です。',
  endsAfter: {
    count: 'hours',
    other: 'このリンクは、フェイルオーバーの終了から {hours} 時間後に無効になります。',
  },
  keep: 'このリンクを知っている人は、このページを見ることができます。取り扱いにご注意ください。',
  zone: '時刻: {zone}',

  duration: {
    below: '1 秒未満',
    seconds: '{seconds} 秒',
    minutes: '{minutes} 分 {seconds} 秒',
    wholeMinutes: '{minutes} 分',
    hours: '{hours} 時間 {minutes} 分',
    days: '{days} 日 {hours} 時間',
  },

  refusal: {
    unknown: {
      title: 'このアドレスには何もありません',
      explain: 'コピーや送信の際に、アドレスの一部が欠けた可能性があります。',
      next: 'リンクを受け取ったメッセージから開き直すか、送信者にお問い合わせください。',
    },
    expired: {
      title: 'このリンクは期限が切れています',
      explain: 'リンクの有効期間が終了しました。',
      next: '延長をご希望の場合は、{provider} にお問い合わせください。',
    },
    revoked: {
      title: 'このリンクは取り消されました',
      explain: '{provider} がこのリンクを取り消しました。内容はここではご覧いただけません。',
      next: '新しいリンクが必要な場合は、{provider} にお問い合わせください。',
    },
    paused: {
      title: 'このリンクは一時停止中です',
      explain: '{provider} がこのリンクを一時停止しています。',
      next: '再開の際には、{provider} から新しいアドレスをお送りします。',
    },
    replaced: {
      title: 'このリンクのアドレスは変更されました',
      explain: '{provider} がこのアドレスを新しいものに置き換えました。',
      next: '{provider} から最後に受け取ったリンクをお使いになるか、お問い合わせください。',
    },
    locked: {
      title: 'このページにはパスコードが必要です',
      explain: '{provider} がこのページをパスコードで保護しています。',
      next: 'リンクと一緒に受け取ったパスコードを入力してください。',
    },
    unavailable: {
      title: '現在、状況を表示できません',
      explain:
        'このページは現在、状況を読み取れません。これはフェイルオーバーの状態を示すものではありません。',
      next: 'しばらくしてからもう一度お試しください。お急ぎの場合は、{provider} にお問い合わせください。',
    },
    gone: {
      title: 'このフェイルオーバーは表示できなくなりました',
      explain: 'このリンクの内容は、すでに保存されていません。',
      next: '報告書については、{provider} にお問い合わせください。',
    },
    nextHeading: '次の手順',
    tryAgain: 'もう一度試す',
    triesAgain: '状況を読み取れるようになると、このページは自動的に開きます。',
  },

  unlock: {
    label: 'パスコード',
    submit: '開く',
    checking: '確認しています…',
    wrong: 'パスコードが違います。確認して、もう一度お試しください。',
    wait: {
      count: 'minutes',
      other: 'パスコードの誤りが続いたため、{minutes} 分後にもう一度お試しください。',
    },
    noAnswer: '応答がありませんでした。接続を確認して、もう一度お試しください。',
    needsScripts: 'パスコードを入力するには、このページのスクリプト (JavaScript) を許可してください。',
  },
}
