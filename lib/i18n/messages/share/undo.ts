import type { ShareTexts } from '../../share/share-text-shape'

/** What reads differently where the provider has marked a run as the undo of a failover: nothing "starts" then. */
export type UndoTexts = Pick<ShareTexts, 'state' | 'servers' | 'serversThen' | 'serversAtEnd'> & {
  count: Pick<ShareTexts['count'], 'succeeded' | 'warning'>
  status: Pick<ShareTexts['server']['status'], 'succeeded' | 'warning'>
  failure: Pick<ShareTexts['server']['failure'], 'other'>
  next: Pick<ShareTexts['next'], 'warning' | 'check' | 'provisional'>
}

const en: UndoTexts = {
  state: {
    running: 'Your failover is being undone.',
    stopping: 'The undo of your failover is coming to its end.',
    success: 'The undo of your failover is complete.',
    warning: 'The undo of your failover is complete, with warnings.',
    failed: 'The undo of your failover has ended, but not without errors.',
    unknown: 'The undo of your failover is no longer running. How it ended is not known.',
    was: 'At {clock} ({zone}), your failover was being undone.',
  },
  servers: {
    unknown: 'Nothing is known of its servers yet.',
    none: {
      count: 'total',
      one: 'Its server is not done yet.',
      other: 'None of its {total} servers is done yet.',
    },
    some: {
      count: 'started',
      one: '{started} of {total} servers is done.',
      other: '{started} of {total} servers are done.',
    },
    all: { count: 'total', one: 'Its server is done.', other: 'All {total} servers are done.' },
  },
  serversThen: {
    unknown: 'Nothing was known of its servers.',
    none: {
      count: 'total',
      one: 'Its server was not done yet.',
      other: 'None of its {total} servers was done yet.',
    },
    some: {
      count: 'started',
      one: '{started} of {total} servers was done.',
      other: '{started} of {total} servers were done.',
    },
    all: { count: 'total', one: 'Its server was done.', other: 'All {total} servers were done.' },
  },
  serversAtEnd: {
    unknown: 'Nothing is known of its single servers.',
    none: { count: 'total', one: 'Its server was not done.', other: 'None of its {total} servers was done.' },
    some: {
      count: 'started',
      one: '{started} of {total} servers is done.',
      other: '{started} of {total} servers are done.',
    },
    all: { count: 'total', one: 'Its server is done.', other: 'All {total} servers are done.' },
    noneForSure: {
      count: 'total',
      one: 'Whether its server is done is not known.',
      other: 'For none of its {total} servers is it known that it is done.',
    },
    someForSure: {
      count: 'started',
      one: '{started} of {total} servers is known to be done.',
      other: '{started} of {total} servers are known to be done.',
    },
  },
  count: {
    succeeded: { count: 'succeeded', one: 'done', other: 'done' },
    warning: { count: 'warning', one: 'done, with warnings', other: 'done, with warnings' },
  },
  status: { succeeded: 'Done', warning: 'Done, with warnings' },
  failure: { other: 'It was not successful.' },
  next: {
    warning: {
      count: 'warning',
      one: '{warning} server is done with warnings.',
      other: '{warning} servers are done with warnings.',
    },
    check: '{provider} can tell you what to do now.',
    provisional:
      'An undo ends the failover: what was changed on the servers at the recovery site is given up.',
  },
}

const de: UndoTexts = {
  state: {
    running: 'Ihr Failover wird rückgängig gemacht.',
    stopping: 'Das Rückgängigmachen Ihres Failovers wird gerade abgeschlossen.',
    success: 'Ihr Failover ist rückgängig gemacht.',
    warning: 'Ihr Failover ist rückgängig gemacht, mit Warnungen.',
    failed: 'Das Rückgängigmachen Ihres Failovers ist beendet, aber nicht ohne Fehler.',
    unknown:
      'Das Rückgängigmachen Ihres Failovers läuft nicht mehr. Wie es ausgegangen ist, ist nicht bekannt.',
    was: 'Um {clock} Uhr ({zone}) wurde Ihr Failover rückgängig gemacht.',
  },
  servers: {
    unknown: 'Über die Server ist noch nichts bekannt.',
    none: {
      count: 'total',
      one: 'Der Server ist noch nicht erledigt.',
      other: 'Von {total} Servern ist noch keiner erledigt.',
    },
    some: {
      count: 'started',
      one: '{started} von {total} Servern ist erledigt.',
      other: '{started} von {total} Servern sind erledigt.',
    },
    all: { count: 'total', one: 'Der Server ist erledigt.', other: 'Alle {total} Server sind erledigt.' },
  },
  serversThen: {
    unknown: 'Über die Server war nichts bekannt.',
    none: {
      count: 'total',
      one: 'Der Server war noch nicht erledigt.',
      other: 'Von {total} Servern war noch keiner erledigt.',
    },
    some: {
      count: 'started',
      one: '{started} von {total} Servern war erledigt.',
      other: '{started} von {total} Servern waren erledigt.',
    },
    all: { count: 'total', one: 'Der Server war erledigt.', other: 'Alle {total} Server waren erledigt.' },
  },
  serversAtEnd: {
    unknown: 'Über die einzelnen Server ist nichts bekannt.',
    none: {
      count: 'total',
      one: 'Der Server ist nicht erledigt.',
      other: 'Von {total} Servern ist keiner erledigt.',
    },
    some: {
      count: 'started',
      one: '{started} von {total} Servern ist erledigt.',
      other: '{started} von {total} Servern sind erledigt.',
    },
    all: { count: 'total', one: 'Der Server ist erledigt.', other: 'Alle {total} Server sind erledigt.' },
    noneForSure: {
      count: 'total',
      one: 'Ob der Server erledigt ist, ist nicht bekannt.',
      other: 'Von keinem der {total} Server ist bekannt, dass er erledigt ist.',
    },
    someForSure: {
      count: 'started',
      one: 'Von {started} von {total} Servern ist bekannt, dass er erledigt ist.',
      other: 'Von {started} von {total} Servern ist bekannt, dass sie erledigt sind.',
    },
  },
  count: {
    succeeded: { count: 'succeeded', one: 'erledigt', other: 'erledigt' },
    warning: { count: 'warning', one: 'erledigt, mit Warnungen', other: 'erledigt, mit Warnungen' },
  },
  status: { succeeded: 'Erledigt', warning: 'Erledigt, mit Warnungen' },
  failure: { other: 'Er hatte keinen Erfolg.' },
  next: {
    warning: {
      count: 'warning',
      one: '{warning} Server ist mit Warnungen erledigt.',
      other: '{warning} Server sind mit Warnungen erledigt.',
    },
    check: 'Was jetzt zu tun ist, erfahren Sie von {provider}.',
    provisional:
      'Damit endet der Failover: Was auf den Servern am Ausweichstandort geändert wurde, wird verworfen.',
  },
}

const fr: UndoTexts = {
  state: {
    running: 'Votre basculement est en cours d’annulation.',
    stopping: 'L’annulation de votre basculement touche à sa fin.',
    success: 'L’annulation de votre basculement est terminée.',
    warning: 'L’annulation de votre basculement est terminée, avec des avertissements.',
    failed: 'L’annulation de votre basculement est terminée, mais pas sans erreurs.',
    unknown:
      'L’annulation de votre basculement n’est plus en cours. On ne sait pas comment elle s’est terminée.',
    was: 'À {clock} ({zone}), votre basculement était en cours d’annulation.',
  },
  servers: {
    unknown: 'On ne sait encore rien de ses serveurs.',
    none: {
      count: 'total',
      one: 'Son serveur n’est pas encore traité.',
      other: 'Aucun de ses {total} serveurs n’est encore traité.',
    },
    some: {
      count: 'started',
      one: '{started} serveur sur {total} est traité.',
      other: '{started} serveurs sur {total} sont traités.',
    },
    all: { count: 'total', one: 'Son serveur est traité.', other: 'Les {total} serveurs sont tous traités.' },
  },
  serversThen: {
    unknown: 'On ne savait rien de ses serveurs.',
    none: {
      count: 'total',
      one: 'Son serveur n’était pas encore traité.',
      other: 'Aucun de ses {total} serveurs n’était encore traité.',
    },
    some: {
      count: 'started',
      one: '{started} serveur sur {total} était traité.',
      other: '{started} serveurs sur {total} étaient traités.',
    },
    all: {
      count: 'total',
      one: 'Son serveur était traité.',
      other: 'Les {total} serveurs étaient tous traités.',
    },
  },
  serversAtEnd: {
    unknown: 'On ne sait rien de chacun de ses serveurs.',
    none: {
      count: 'total',
      one: 'Son serveur n’a pas été traité.',
      other: 'Aucun de ses {total} serveurs n’a été traité.',
    },
    some: {
      count: 'started',
      one: '{started} serveur sur {total} est traité.',
      other: '{started} serveurs sur {total} sont traités.',
    },
    all: { count: 'total', one: 'Son serveur est traité.', other: 'Les {total} serveurs sont tous traités.' },
    noneForSure: {
      count: 'total',
      one: 'On ne sait pas si son serveur a été traité.',
      other: 'Pour aucun de ses {total} serveurs, on ne sait s’il a été traité.',
    },
    someForSure: {
      count: 'started',
      one: 'On sait que {started} serveur sur {total} a été traité.',
      other: 'On sait que {started} serveurs sur {total} ont été traités.',
    },
  },
  count: {
    succeeded: { count: 'succeeded', one: 'traité', other: 'traités' },
    warning: { count: 'warning', one: 'traité, avec avertissements', other: 'traités, avec avertissements' },
  },
  status: { succeeded: 'Traité', warning: 'Traité, avec avertissements' },
  failure: { other: 'L’opération n’a pas réussi.' },
  next: {
    warning: {
      count: 'warning',
      one: '{warning} serveur est traité avec des avertissements.',
      other: '{warning} serveurs sont traités avec des avertissements.',
    },
    check: '{provider} peut vous dire que faire maintenant.',
    provisional:
      'L’annulation met fin au basculement : ce qui a été modifié sur les serveurs du site de secours est abandonné.',
  },
}

const es: UndoTexts = {
  state: {
    running: 'Su conmutación por error se está deshaciendo.',
    stopping: 'La reversión de su conmutación por error está llegando a su fin.',
    success: 'La reversión de su conmutación por error ha finalizado.',
    warning: 'La reversión de su conmutación por error ha finalizado con advertencias.',
    failed: 'La reversión de su conmutación por error ha finalizado, pero no sin errores.',
    unknown: 'La reversión de su conmutación por error ya no está en curso. No se sabe cómo terminó.',
    was: 'A las {clock} ({zone}), su conmutación por error se estaba deshaciendo.',
  },
  servers: {
    unknown: 'Aún no se sabe nada de sus servidores.',
    none: {
      count: 'total',
      one: 'Su servidor aún no está listo.',
      other: 'Ninguno de sus {total} servidores está listo todavía.',
    },
    some: {
      count: 'started',
      one: '{started} de {total} servidores está listo.',
      other: '{started} de {total} servidores están listos.',
    },
    all: { count: 'total', one: 'Su servidor está listo.', other: 'Los {total} servidores están listos.' },
  },
  serversThen: {
    unknown: 'No se sabía nada de sus servidores.',
    none: {
      count: 'total',
      one: 'Su servidor aún no estaba listo.',
      other: 'Ninguno de sus {total} servidores estaba listo todavía.',
    },
    some: {
      count: 'started',
      one: '{started} de {total} servidores estaba listo.',
      other: '{started} de {total} servidores estaban listos.',
    },
    all: {
      count: 'total',
      one: 'Su servidor estaba listo.',
      other: 'Los {total} servidores estaban listos.',
    },
  },
  serversAtEnd: {
    unknown: 'No se sabe nada de cada uno de sus servidores.',
    none: {
      count: 'total',
      one: 'Su servidor no está listo.',
      other: 'Ninguno de sus {total} servidores está listo.',
    },
    some: {
      count: 'started',
      one: '{started} de {total} servidores está listo.',
      other: '{started} de {total} servidores están listos.',
    },
    all: { count: 'total', one: 'Su servidor está listo.', other: 'Los {total} servidores están listos.' },
    noneForSure: {
      count: 'total',
      one: 'No consta que su servidor esté listo.',
      other: 'De ninguno de sus {total} servidores consta que esté listo.',
    },
    someForSure: {
      count: 'started',
      one: 'Consta que {started} de {total} servidores está listo.',
      other: 'Consta que {started} de {total} servidores están listos.',
    },
  },
  count: {
    succeeded: { count: 'succeeded', one: 'listo', other: 'listos' },
    warning: { count: 'warning', one: 'listo, con advertencias', other: 'listos, con advertencias' },
  },
  status: { succeeded: 'Listo', warning: 'Listo, con advertencias' },
  failure: { other: 'No se ha completado con éxito.' },
  next: {
    warning: {
      count: 'warning',
      one: '{warning} servidor está listo con advertencias.',
      other: '{warning} servidores están listos con advertencias.',
    },
    check: '{provider} puede indicarle qué hacer ahora.',
    provisional:
      'La reversión pone fin a la conmutación por error: lo que se cambió en los servidores del sitio de recuperación se descarta.',
  },
}

const ja: UndoTexts = {
  state: {
    running: 'フェイルオーバーを元に戻しています。',
    stopping: 'フェイルオーバーを元に戻す処理はまもなく終了します。',
    success: 'フェイルオーバーを元に戻す処理が完了しました。',
    warning: 'フェイルオーバーを元に戻す処理は完了しましたが、警告があります。',
    failed: 'フェイルオーバーを元に戻す処理は終了しましたが、エラーがありました。',
    unknown: 'フェイルオーバーを元に戻す処理はすでに実行されていません。結果は確認できていません。',
    was: '{clock} ({zone}) の時点で、フェイルオーバーを元に戻していました。',
  },
  servers: {
    unknown: 'サーバーの情報はまだありません。',
    none: { count: 'total', other: '{total} 台のサーバーは、まだ 1 台も完了していません。' },
    some: { count: 'started', other: '{total} 台中 {started} 台のサーバーが完了しました。' },
    all: { count: 'total', other: '{total} 台すべてのサーバーが完了しました。' },
  },
  serversThen: {
    unknown: 'サーバーの情報はありませんでした。',
    none: { count: 'total', other: '{total} 台のサーバーは、まだ 1 台も完了していませんでした。' },
    some: { count: 'started', other: '{total} 台中 {started} 台のサーバーが完了していました。' },
    all: { count: 'total', other: '{total} 台すべてのサーバーが完了していました。' },
  },
  serversAtEnd: {
    unknown: '個々のサーバーの情報はありません。',
    none: { count: 'total', other: '{total} 台のサーバーは、1 台も完了しませんでした。' },
    some: { count: 'started', other: '{total} 台中 {started} 台のサーバーが完了しました。' },
    all: { count: 'total', other: '{total} 台すべてのサーバーが完了しました。' },
    noneForSure: {
      count: 'total',
      other: '{total} 台のサーバーについて、完了を確認できたものはありません。',
    },
    someForSure: {
      count: 'started',
      other: '{total} 台中 {started} 台のサーバーについて、完了を確認しています。',
    },
  },
  count: {
    succeeded: { count: 'succeeded', other: '完了' },
    warning: { count: 'warning', other: '完了 (警告あり)' },
  },
  status: { succeeded: '完了', warning: '完了 (警告あり)' },
  failure: { other: '正常に完了しませんでした。' },
  next: {
    warning: { count: 'warning', other: '{warning} 台のサーバーは警告付きで完了しました。' },
    check: '今後の対応については、{provider} にお問い合わせください。',
    provisional: 'フェイルオーバーはこれで終了します。復旧サイトのサーバーで行われた変更は破棄されます。',
  },
}

export const undo: Readonly<Record<'en' | 'de' | 'fr' | 'es' | 'ja', UndoTexts>> = { en, de, fr, es, ja }
