import type { ShareTexts } from '../../share/share-text-shape'

export const de: ShareTexts = {
  join: ' ',
  title: '{label} · {provider}',
  print: 'Drucken',
  tag: { real: 'Echter Failover', test: 'Test', undo: 'Rücknahme eines Failovers' },

  state: {
    running: 'Ihr Failover läuft.',
    stopping: 'Ihr Failover wird gerade abgeschlossen.',
    success: 'Ihr Failover ist abgeschlossen.',
    warning: 'Ihr Failover ist abgeschlossen, mit Warnungen.',
    failed: 'Ihr Failover ist beendet, aber nicht ohne Fehler.',
    unknown: 'Ihr Failover läuft nicht mehr. Wie er ausgegangen ist, ist nicht bekannt.',
    was: 'Um {clock} Uhr ({zone}) lief Ihr Failover.',
  },

  servers: {
    unknown: 'Über die Server ist noch nichts bekannt.',
    none: {
      count: 'total',
      one: 'Der Server ist noch nicht gestartet.',
      other: 'Von {total} Servern ist noch keiner gestartet.',
    },
    some: {
      count: 'started',
      one: '{started} von {total} Servern ist am Ausweichstandort gestartet.',
      other: '{started} von {total} Servern sind am Ausweichstandort gestartet.',
    },
    all: {
      count: 'total',
      one: 'Der Server ist am Ausweichstandort gestartet.',
      other: 'Alle {total} Server sind am Ausweichstandort gestartet.',
    },
  },
  serversThen: {
    unknown: 'Über die Server war nichts bekannt.',
    none: {
      count: 'total',
      one: 'Der Server war noch nicht gestartet.',
      other: 'Von {total} Servern war noch keiner gestartet.',
    },
    some: {
      count: 'started',
      one: '{started} von {total} Servern war am Ausweichstandort gestartet.',
      other: '{started} von {total} Servern waren am Ausweichstandort gestartet.',
    },
    all: {
      count: 'total',
      one: 'Der Server war am Ausweichstandort gestartet.',
      other: 'Alle {total} Server waren am Ausweichstandort gestartet.',
    },
  },
  serversAtEnd: {
    unknown: 'Über die einzelnen Server ist nichts bekannt.',
    none: {
      count: 'total',
      one: 'Der Server ist am Ausweichstandort nicht gestartet.',
      other: 'Von {total} Servern ist keiner am Ausweichstandort gestartet.',
    },
    some: {
      count: 'started',
      one: '{started} von {total} Servern ist am Ausweichstandort gestartet.',
      other: '{started} von {total} Servern sind am Ausweichstandort gestartet.',
    },
    all: {
      count: 'total',
      one: 'Der Server ist am Ausweichstandort gestartet.',
      other: 'Alle {total} Server sind am Ausweichstandort gestartet.',
    },
    noneForSure: {
      count: 'total',
      one: 'Ob der Server gestartet ist, ist nicht bekannt.',
      other: 'Von keinem der {total} Server ist bekannt, dass er gestartet ist.',
    },
    someForSure: {
      count: 'started',
      one: 'Von {started} der {total} Server ist bekannt, dass er am Ausweichstandort gestartet ist.',
      other: 'Von {started} der {total} Server ist bekannt, dass sie am Ausweichstandort gestartet sind.',
    },
  },
  needAttention: {
    count: 'failed',
    one: '{failed} Server braucht Aufmerksamkeit.',
    other: '{failed} Server brauchen Aufmerksamkeit.',
  },

  level: {
    live: 'Aktuell',
    late: 'Leicht verzögert',
    stale: 'Nicht mehr aktuell',
    lost: 'Keine neuen Daten',
    final: 'Endgültig',
  },
  asOf: 'Stand: {date}, {clock} Uhr ({zone})',
  utc: '{clock} UTC',
  began: 'Beginn: {clock} Uhr ({zone})',
  beganOn: 'Beginn: {date}, {clock} Uhr ({zone})',
  runningFor: 'läuft seit {duration}',
  ended: 'Ende: {clock} Uhr',
  endedOn: 'Ende: {date}, {clock} Uhr',
  took: 'Dauer: {duration}',
  collected: 'Die Verwaltung des Ausweichstandorts hat zuletzt um {clock} Uhr ({zone}) Daten eingesammelt.',
  collectedOn:
    'Die Verwaltung des Ausweichstandorts hat zuletzt am {date}, {clock} Uhr ({zone}) Daten eingesammelt.',
  asked: 'Die Verwaltung wurde zuletzt um {clock} Uhr ({zone}) gefragt.',
  collectedUnknown:
    'Wann die Verwaltung des Ausweichstandorts zuletzt Daten eingesammelt hat, ist von hier aus nicht zu sehen.',

  notice: {
    noAnswer: 'Diese Seite hat seit {clock} Uhr ({zone}) keine Antwort erhalten.',
    noData: 'Seit {clock} Uhr ({zone}) sind keine neuen Daten vom Ausweichstandort gekommen.',
    notCollected:
      'Die Verwaltung des Ausweichstandorts hat seit {clock} Uhr ({zone}) keine neuen Daten eingesammelt.',
    newestKnown: 'Das Neueste, was hier bekannt ist, ist von {clock} Uhr ({zone}).',
    unknownSince: 'Was seither geschehen ist, ist nicht bekannt. Neue Daten werden laufend angefragt.',
    askProvider: 'Wenn es eilt, fragen Sie {provider}.',
  },

  count: {
    succeeded: { count: 'succeeded', one: 'gestartet', other: 'gestartet' },
    warning: { count: 'warning', one: 'gestartet, mit Warnungen', other: 'gestartet, mit Warnungen' },
    working: { count: 'working', one: 'in Arbeit', other: 'in Arbeit' },
    waiting: { count: 'waiting', one: 'wartet', other: 'warten' },
    unknown: { count: 'unknown', one: 'nicht bekannt', other: 'nicht bekannt' },
    failed: { count: 'failed', one: 'braucht Aufmerksamkeit', other: 'brauchen Aufmerksamkeit' },
  },

  next: {
    heading: 'Wie es weitergeht',
    working: {
      count: 'working',
      one: '{working} Server ist in Arbeit.',
      other: '{working} Server sind in Arbeit.',
    },
    waiting: {
      count: 'waiting',
      one: '{waiting} Server wartet, bis er an der Reihe ist.',
      other: '{waiting} Server warten, bis sie an der Reihe sind.',
    },
    warning: {
      count: 'warning',
      one: '{warning} Server ist mit Warnungen gestartet.',
      other: '{warning} Server sind mit Warnungen gestartet.',
    },
    attention: {
      count: 'failed',
      one: '{failed} Server braucht Aufmerksamkeit; das sieht auch {provider}.',
      other: '{failed} Server brauchen Aufmerksamkeit; das sieht auch {provider}.',
    },
    wait: 'Sobald die ersten Server gemeldet sind, stehen sie hier.',
    check:
      'Ein gestarteter Server ist noch kein geprüfter: Ob die Anwendungen darauf arbeiten, ist von hier aus nicht zu sehen. Jetzt ist der richtige Zeitpunkt, sie zu prüfen.',
    ask: 'Wie er ausgegangen ist und was jetzt zu tun ist, erfahren Sie von {provider}.',
    askNext: 'Wie es weitergeht, erfahren Sie von {provider}.',
    provisional: 'Ein Failover ist vorläufig, bis er dauerhaft gemacht oder rückgängig gemacht wird.',
  },

  updates: {
    heading: 'Mitteilungen Ihres Dienstleisters',
    failures: 'Zu den Servern, die Aufmerksamkeit brauchen',
    byline: '{author}, {provider}',
  },

  server: {
    heading: 'Server',
    totalsOnly: '{provider} zeigt auf dieser Seite die Summen, nicht die einzelnen Server.',
    attention: 'Aufmerksamkeit brauchen:',
    status: {
      succeeded: 'Gestartet',
      warning: 'Gestartet, mit Warnungen',
      working: 'In Arbeit',
      waiting: 'Wartet',
      failed: 'Braucht Aufmerksamkeit',
      unknown: 'Nicht bekannt',
    },
    startedAfter: 'um {clock} Uhr, nach {duration}',
    workingSince: 'seit {clock} Uhr',
    waiting: 'noch nicht begonnen',
    unknown: 'Was aus ihm geworden ist, ist nicht bekannt.',
    stoppedAt: 'um {clock} Uhr',
    percent: '{percent} %',
    progress: 'Fortschritt von {name}',
    failure: {
      capacity: 'Am Ausweichstandort fehlten freie Kapazitäten.',
      network: 'Eine Netzwerkverbindung ist ausgefallen.',
      storage: 'Es gab eine Störung im Speichersystem.',
      timeout: 'Es hat länger gedauert als erlaubt.',
      replica: 'Es gab eine Störung in seiner Kopie.',
      configuration: 'Eine Einstellung stand im Weg.',
      stopped: 'Der Vorgang wurde angehalten.',
      other: 'Er ließ sich nicht starten.',
    },
  },

  runs: {
    heading: 'Alle Läufe',
    run: 'Lauf {number}',
    runOn: 'Lauf {number}, {date}, {clock} Uhr ({zone})',
    shown: 'hier gezeigt',
    newest: 'neuester',
    notNewest: 'Sie sehen einen früheren Lauf.',
    toNewest: 'Zum neuesten Lauf',
  },

  contact: 'Fragen? {contact}',
  ends: 'Dieser Link endet am {date}, {clock} Uhr ({zone}).',
  endsAfter: {
    count: 'hours',
    one: 'Dieser Link endet {hours} Stunde nach dem Ende des Failovers.',
    other: 'Dieser Link endet {hours} Stunden nach dem Ende des Failovers.',
  },
  keep: 'Wer diesen Link hat, kann diese Seite lesen: Geben Sie ihn mit Bedacht weiter.',
  zone: 'Zeiten: {zone}',

  duration: {
    below: '< 1 s',
    seconds: '{seconds} s',
    minutes: '{minutes} min {seconds} s',
    wholeMinutes: '{minutes} min',
    hours: '{hours} h {minutes} min',
    days: '{days} d {hours} h',
  },

  refusal: {
    unknown: {
      title: 'Unter dieser Adresse gibt es nichts',
      explain: 'Vielleicht wurde sie beim Kopieren oder Versenden abgeschnitten.',
      next: 'Öffnen Sie den Link aus der Nachricht, in der Sie ihn erhalten haben, oder fragen Sie, wer ihn Ihnen gesandt hat.',
    },
    expired: {
      title: 'Dieser Link ist abgelaufen',
      explain: 'Die Zeit, für die er gedacht war, ist vorbei.',
      next: 'Bitten Sie {provider}, ihn zu verlängern.',
    },
    revoked: {
      title: 'Dieser Link wurde zurückgezogen',
      explain: '{provider} hat ihn zurückgezogen. Was er zeigte, ist hier nicht mehr zu sehen.',
      next: 'Fragen Sie {provider}, wenn Sie einen neuen Link brauchen.',
    },
    paused: {
      title: 'Dieser Link ruht',
      explain: '{provider} hat ihn vorübergehend abgeschaltet.',
      next: 'Wenn es weitergeht, sendet Ihnen {provider} eine neue Adresse.',
    },
    replaced: {
      title: 'Dieser Link hat eine neue Adresse',
      explain: '{provider} hat diese Adresse durch eine neue ersetzt.',
      next: 'Verwenden Sie den neuesten Link, den Sie von {provider} erhalten haben, oder fragen Sie danach.',
    },
    locked: {
      title: 'Diese Seite braucht ein Kennwort',
      explain: '{provider} schützt sie mit einem Kennwort.',
      next: 'Geben Sie das Kennwort ein, das Sie zusammen mit dem Link erhalten haben.',
    },
    unavailable: {
      title: 'Der Stand lässt sich gerade nicht zeigen',
      explain: 'Diese Seite kann ihn im Moment nicht lesen. Über Ihren Failover sagt das nichts aus.',
      next: 'Versuchen Sie es gleich noch einmal. Wenn es eilt, fragen Sie {provider}.',
    },
    gone: {
      title: 'Dieser Failover kann nicht mehr gezeigt werden',
      explain: 'Was dieser Link zeigte, wird nicht mehr aufbewahrt.',
      next: 'Fragen Sie {provider} nach dem Bericht.',
    },
    nextHeading: 'Was Sie tun können',
    tryAgain: 'Noch einmal versuchen',
    triesAgain: 'Diese Seite öffnet sich von selbst, sobald sich der Stand lesen lässt.',
  },

  unlock: {
    label: 'Kennwort',
    submit: 'Öffnen',
    checking: 'Wird geprüft …',
    wrong: 'Das ist nicht das Kennwort. Prüfen Sie es und versuchen Sie es noch einmal.',
    wait: {
      count: 'minutes',
      one: 'Es gab zu viele falsche Kennwörter. Versuchen Sie es in {minutes} Minute noch einmal.',
      other: 'Es gab zu viele falsche Kennwörter. Versuchen Sie es in {minutes} Minuten noch einmal.',
    },
    noAnswer: 'Es kam keine Antwort. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
    needsScripts: 'Um das Kennwort einzugeben, erlauben Sie für diese Seite Skripte (JavaScript).',
  },
}
