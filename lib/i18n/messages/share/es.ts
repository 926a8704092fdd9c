import type { ShareTexts } from '../../share/share-text-shape'

export const es: ShareTexts = {
  join: ' ',
  title: '{label} · {provider}',
  print: 'Imprimir',
  tag: { real: 'Conmutación real', test: 'Prueba', undo: 'Reversión de una conmutación' },

  state: {
    running: 'Su conmutación por error está en curso.',
    stopping: 'Su conmutación por error está llegando a su fin.',
    success: 'Su conmutación por error ha finalizado.',
    warning: 'Su conmutación por error ha finalizado con advertencias.',
    failed: 'Su conmutación por error ha finalizado, pero no sin errores.',
    unknown: 'Su conmutación por error ya no está en curso. No se sabe cómo terminó.',
    was: 'A las {clock} ({zone}), su conmutación por error estaba en curso.',
  },

  servers: {
    unknown: 'Aún no se sabe nada de sus servidores.',
    none: {
      count: 'total',
      one: 'Su servidor aún no ha arrancado.',
      other: 'Ninguno de sus {total} servidores ha arrancado todavía.',
    },
    some: {
      count: 'started',
      one: '{started} de {total} servidores ha arrancado en el sitio de recuperación.',
      other: '{started} de {total} servidores han arrancado en el sitio de recuperación.',
    },
    all: {
      count: 'total',
      one: 'Su servidor ha arrancado en el sitio de recuperación.',
      other: 'Los {total} servidores han arrancado en el sitio de recuperación.',
    },
  },
  serversThen: {
    unknown: 'No se sabía nada de sus servidores.',
    none: {
      count: 'total',
      one: 'Su servidor aún no había arrancado.',
      other: 'Ninguno de sus {total} servidores había arrancado todavía.',
    },
    some: {
      count: 'started',
      one: '{started} de {total} servidores había arrancado en el sitio de recuperación.',
      other: '{started} de {total} servidores habían arrancado en el sitio de recuperación.',
    },
    all: {
      count: 'total',
      one: 'Su servidor había arrancado en el sitio de recuperación.',
      other: 'Los {total} servidores habían arrancado en el sitio de recuperación.',
    },
  },
  serversAtEnd: {
    unknown: 'No se sabe nada de cada uno de sus servidores.',
    none: {
      count: 'total',
      one: 'Su servidor no ha arrancado en el sitio de recuperación.',
      other: 'Ninguno de sus {total} servidores ha arrancado en el sitio de recuperación.',
    },
    some: {
      count: 'started',
      one: '{started} de {total} servidores ha arrancado en el sitio de recuperación.',
      other: '{started} de {total} servidores han arrancado en el sitio de recuperación.',
    },
    all: {
      count: 'total',
      one: 'Su servidor ha arrancado en el sitio de recuperación.',
      other: 'Los {total} servidores han arrancado en el sitio de recuperación.',
    },
    noneForSure: {
      count: 'total',
      one: 'No consta que su servidor haya arrancado.',
      other: 'De ninguno de sus {total} servidores consta que haya arrancado.',
    },
    someForSure: {
      count: 'started',
      one: 'Consta que {started} de {total} servidores ha arrancado en el sitio de recuperación.',
      other: 'Consta que {started} de {total} servidores han arrancado en el sitio de recuperación.',
    },
  },
  needAttention: {
    count: 'failed',
    one: '{failed} servidor requiere atención.',
    other: '{failed} servidores requieren atención.',
  },

  level: {
    live: 'Al día',
    late: 'Con ligero retraso',
    stale: 'Desactualizado',
    lost: 'Sin datos nuevos',
    final: 'Estado final',
  },
  asOf: 'Situación: {date}, {clock} ({zone})',
  utc: '{clock} UTC',
  began: 'Inicio: {clock} ({zone})',
  beganOn: 'Inicio: {date}, {clock} ({zone})',
  runningFor: 'en curso desde hace {duration}',
  ended: 'fin: {clock}',
  endedOn: 'fin: {date}, {clock}',
  took: 'duración: {duration}',
  collected: 'La gestión del sitio de recuperación recopiló datos por última vez a las {clock} ({zone}).',
  collectedOn:
    'La gestión del sitio de recuperación recopiló datos por última vez el {date}, {clock} ({zone}).',
  asked: 'La gestión fue consultada por última vez a las {clock} ({zone}).',
  collectedUnknown:
    'Desde aquí no se puede ver cuándo recopiló la gestión del sitio de recuperación datos por última vez.',

  notice: {
    noAnswer: 'Esta página no ha recibido respuesta desde las {clock} ({zone}).',
    noData: 'No han llegado datos nuevos del sitio de recuperación desde las {clock} ({zone}).',
    notCollected:
      'La gestión del sitio de recuperación no ha recopilado datos nuevos desde las {clock} ({zone}).',
    newestKnown: 'La última información conocida aquí es de las {clock} ({zone}).',
    unknownSince: 'No se sabe qué ha ocurrido desde entonces. Se solicitan datos nuevos continuamente.',
    askProvider: 'Si es urgente, consulte a {provider}.',
  },

  count: {
    succeeded: { count: 'succeeded', one: 'arrancado', other: 'arrancados' },
    warning: { count: 'warning', one: 'arrancado, con advertencias', other: 'arrancados, con advertencias' },
    working: { count: 'working', one: 'en curso', other: 'en curso' },
    waiting: { count: 'waiting', one: 'en espera', other: 'en espera' },
    unknown: { count: 'unknown', one: 'en estado desconocido', other: 'en estado desconocido' },
    failed: { count: 'failed', one: 'requiere atención', other: 'requieren atención' },
  },

  next: {
    heading: 'Próximos pasos',
    working: {
      count: 'working',
      one: '{working} servidor está en curso.',
      other: '{working} servidores están en curso.',
    },
    waiting: {
      count: 'waiting',
      one: '{waiting} servidor espera su turno.',
      other: '{waiting} servidores esperan su turno.',
    },
    warning: {
      count: 'warning',
      one: '{warning} servidor ha arrancado con advertencias.',
      other: '{warning} servidores han arrancado con advertencias.',
    },
    attention: {
      count: 'failed',
      one: '{failed} servidor requiere atención; {provider} también lo ve.',
      other: '{failed} servidores requieren atención; {provider} también lo ve.',
    },
    wait: 'En cuanto se comuniquen los primeros servidores, aparecerán aquí.',
    check:
      'Un servidor arrancado todavía no es un servidor comprobado: desde aquí no se puede ver si sus aplicaciones funcionan. Es el momento de comprobarlas.',
    ask: '{provider} puede indicarle cómo terminó y qué hacer ahora.',
    askNext: '{provider} le indicará los próximos pasos.',
    provisional: 'Una conmutación por error es provisional hasta que se hace permanente o se deshace.',
  },

  updates: {
    heading: 'Mensajes de su proveedor',
    failures: 'Sobre los servidores que requieren atención',
    byline: '{author}, {provider}',
  },

  server: {
    heading: 'Servidores',
    totalsOnly: '{provider} muestra en esta página los totales, no cada servidor.',
    attention: 'Requieren atención:',
    status: {
      succeeded: 'Arrancado',
      warning: 'Arrancado, con advertencias',
      working: 'En curso',
      waiting: 'En espera',
      failed: 'Requiere atención',
      unknown: 'Estado desconocido',
    },
    startedAfter: 'a las {clock}, tras {duration}',
    workingSince: 'desde las {clock}',
    waiting: 'aún no ha comenzado',
    unknown: 'No se sabe qué ha sido de él.',
    stoppedAt: 'a las {clock}',
    percent: '{percent} %',
    progress: 'Progreso de {name}',
    failure: {
      capacity: 'Al sitio de recuperación le faltaba capacidad para él.',
      network: 'Falló una conexión de red.',
      storage: 'Hubo un fallo de almacenamiento.',
      timeout: 'Tardó más de lo permitido.',
      replica: 'Hubo un fallo en su copia.',
      configuration: 'Lo impidió un ajuste de configuración.',
      stopped: 'La operación fue detenida.',
      other: 'No pudo arrancar.',
    },
  },

  runs: {
    heading: 'Todas las ejecuciones',
    run: 'Ejecución {number}',
    runOn: 'Ejecución {number}, {date}, {clock} ({zone})',
    shown: 'se muestra aquí',
    newest: 'la más reciente',
    notNewest: 'Está viendo una ejecución anterior.',
    toNewest: 'Ir a la más reciente',
  },

  contact: '¿Preguntas? {contact}',
  ends: 'Este enlace finaliza el {date}, {clock} ({zone}).',
  endsAfter: {
    count: 'hours',
    one: 'Este enlace finaliza {hours} hora después del fin de la conmutación por error.',
    other: 'Este enlace finaliza {hours} horas después del fin de la conmutación por error.',
  },
  keep: 'Quien tenga este enlace puede leer esta página: compártalo con cuidado.',
  zone: 'Horas: {zone}',

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
      title: 'No hay nada en esta dirección',
      explain: 'Quizá se cortó al copiarla o al enviarla.',
      next: 'Abra el enlace desde el mensaje en el que lo recibió, o pregunte a quien se lo envió.',
    },
    expired: {
      title: 'Este enlace ha caducado',
      explain: 'El plazo para el que se creó ha terminado.',
      next: 'Pida a {provider} que lo prorrogue.',
    },
    revoked: {
      title: 'Este enlace ha sido retirado',
      explain: '{provider} lo ha retirado. Lo que mostraba ya no se puede ver aquí.',
      next: 'Consulte a {provider} si necesita un enlace nuevo.',
    },
    paused: {
      title: 'Este enlace está en pausa',
      explain: '{provider} lo ha puesto en pausa.',
      next: 'Cuando se reanude, {provider} le enviará una dirección nueva.',
    },
    replaced: {
      title: 'Este enlace tiene una dirección nueva',
      explain: '{provider} ha sustituido esta dirección por una nueva.',
      next: 'Use el enlace más reciente que haya recibido de {provider}, o solicítelo.',
    },
    locked: {
      title: 'Esta página requiere un código de acceso',
      explain: '{provider} la protege con un código de acceso.',
      next: 'Introduzca el código de acceso que recibió junto con el enlace.',
    },
    unavailable: {
      title: 'La situación no se puede mostrar en este momento',
      explain: 'Esta página no puede leerla ahora mismo. Eso no dice nada sobre su conmutación por error.',
      next: 'Vuelva a intentarlo en un momento. Si es urgente, consulte a {provider}.',
    },
    gone: {
      title: 'Esta conmutación por error ya no se puede mostrar',
      explain: 'Lo que mostraba este enlace ya no se conserva.',
      next: 'Solicite el informe a {provider}.',
    },
    nextHeading: 'Qué puede hacer',
    tryAgain: 'Volver a intentarlo',
    triesAgain: 'Esta página se abrirá por sí sola en cuanto se pueda leer la situación.',
  },

  unlock: {
    label: 'Código de acceso',
    submit: 'Abrir',
    checking: 'Comprobando …',
    wrong: 'Ese no es el código de acceso. Compruébelo y vuelva a intentarlo.',
    wait: {
      count: 'minutes',
      one: 'Ha habido demasiados códigos erróneos. Vuelva a intentarlo dentro de {minutes} minuto.',
      other: 'Ha habido demasiados códigos erróneos. Vuelva a intentarlo dentro de {minutes} minutos.',
    },
    noAnswer: 'No hubo respuesta. Compruebe su conexión y vuelva a intentarlo.',
    needsScripts: 'Para introducir el código de acceso, permita los scripts (JavaScript) en esta página.',
  },
}
