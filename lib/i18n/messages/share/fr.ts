import type { ShareTexts } from '../../share/share-text-shape'

export const fr: ShareTexts = {
  join: ' ',
  title: '{label} · {provider}',
  print: 'Imprimer',
  tag: { real: 'Basculement réel', test: 'Test', undo: 'Annulation d’un basculement' },

  state: {
    running: 'Votre basculement est en cours.',
    stopping: 'Votre basculement touche à sa fin.',
    success: 'Votre basculement est terminé.',
    warning: 'Votre basculement est terminé, avec des avertissements.',
    failed: 'Votre basculement est terminé, mais pas sans erreurs.',
    unknown: 'Votre basculement n’est plus en cours. On ne sait pas comment il s’est terminé.',
    was: 'À {clock} ({zone}), votre basculement était en cours.',
  },

  servers: {
    unknown: 'On ne sait encore rien de ses serveurs.',
    none: {
      count: 'total',
      one: 'Son serveur n’a pas encore démarré.',
      other: 'Aucun de ses {total} serveurs n’a encore démarré.',
    },
    some: {
      count: 'started',
      one: '{started} serveur sur {total} a démarré sur le site de secours.',
      other: '{started} serveurs sur {total} ont démarré sur le site de secours.',
    },
    all: {
      count: 'total',
      one: 'Son serveur a démarré sur le site de secours.',
      other: 'Les {total} serveurs ont tous démarré sur le site de secours.',
    },
  },
  serversThen: {
    unknown: 'On ne savait rien de ses serveurs.',
    none: {
      count: 'total',
      one: 'Son serveur n’avait pas encore démarré.',
      other: 'Aucun de ses {total} serveurs n’avait encore démarré.',
    },
    some: {
      count: 'started',
      one: '{started} serveur sur {total} avait démarré sur le site de secours.',
      other: '{started} serveurs sur {total} avaient démarré sur le site de secours.',
    },
    all: {
      count: 'total',
      one: 'Son serveur avait démarré sur le site de secours.',
      other: 'Les {total} serveurs avaient tous démarré sur le site de secours.',
    },
  },
  serversAtEnd: {
    unknown: 'On ne sait rien de chacun de ses serveurs.',
    none: {
      count: 'total',
      one: 'Son serveur n’a pas démarré sur le site de secours.',
      other: 'Aucun de ses {total} serveurs n’a démarré sur le site de secours.',
    },
    some: {
      count: 'started',
      one: '{started} serveur sur {total} a démarré sur le site de secours.',
      other: '{started} serveurs sur {total} ont démarré sur le site de secours.',
    },
    all: {
      count: 'total',
      one: 'Son serveur a démarré sur le site de secours.',
      other: 'Les {total} serveurs ont tous démarré sur le site de secours.',
    },
    noneForSure: {
      count: 'total',
      one: 'On ne sait pas si son serveur a démarré.',
      other: 'Pour aucun de ses {total} serveurs, on ne sait s’il a démarré.',
    },
    someForSure: {
      count: 'started',
      one: 'On sait que {started} serveur sur {total} a démarré sur le site de secours.',
      other: 'On sait que {started} serveurs sur {total} ont démarré sur le site de secours.',
    },
  },
  needAttention: {
    count: 'failed',
    one: '{failed} serveur demande de l’attention.',
    other: '{failed} serveurs demandent de l’attention.',
  },

  level: {
    live: 'À jour',
    late: 'Léger retard',
    stale: 'Plus à jour',
    lost: 'Pas de nouvelles données',
    final: 'État final',
  },
  asOf: 'Situation au {date}, {clock} ({zone})',
  utc: '{clock} UTC',
  began: 'Début : {clock} ({zone})',
  beganOn: 'Début : {date}, {clock} ({zone})',
  runningFor: 'en cours depuis {duration}',
  ended: 'fin : {clock}',
  endedOn: 'fin : {date}, {clock}',
  took: 'durée : {duration}',
  collected:
    'La gestion du site de secours a recueilli des données pour la dernière fois à {clock} ({zone}).',
  collectedOn:
    'La gestion du site de secours a recueilli des données pour la dernière fois le {date}, {clock} ({zone}).',
  asked: 'La gestion a été interrogée pour la dernière fois à {clock} ({zone}).',
  collectedUnknown:
    'On ne peut pas voir d’ici quand la gestion du site de secours a recueilli des données pour la dernière fois.',

  notice: {
    noAnswer: 'Cette page n’a reçu aucune réponse depuis {clock} ({zone}).',
    noData: 'Aucune nouvelle donnée n’est arrivée du site de secours depuis {clock} ({zone}).',
    notCollected:
      'La gestion du site de secours n’a pas recueilli de nouvelles données depuis {clock} ({zone}).',
    newestKnown: 'La dernière information connue ici date de {clock} ({zone}).',
    unknownSince:
      'On ne sait pas ce qui s’est passé depuis. De nouvelles données sont demandées en permanence.',
    askProvider: 'En cas d’urgence, adressez-vous à {provider}.',
  },

  count: {
    succeeded: { count: 'succeeded', one: 'démarré', other: 'démarrés' },
    warning: {
      count: 'warning',
      one: 'démarré, avec avertissements',
      other: 'démarrés, avec avertissements',
    },
    working: { count: 'working', one: 'en cours', other: 'en cours' },
    waiting: { count: 'waiting', one: 'en attente', other: 'en attente' },
    unknown: { count: 'unknown', one: 'à l’état inconnu', other: 'à l’état inconnu' },
    failed: { count: 'failed', one: 'demande de l’attention', other: 'demandent de l’attention' },
  },

  next: {
    heading: 'La suite',
    working: {
      count: 'working',
      one: '{working} serveur est en cours de traitement.',
      other: '{working} serveurs sont en cours de traitement.',
    },
    waiting: {
      count: 'waiting',
      one: '{waiting} serveur attend son tour.',
      other: '{waiting} serveurs attendent leur tour.',
    },
    warning: {
      count: 'warning',
      one: '{warning} serveur a démarré avec des avertissements.',
      other: '{warning} serveurs ont démarré avec des avertissements.',
    },
    attention: {
      count: 'failed',
      one: '{failed} serveur demande de l’attention ; {provider} le voit aussi.',
      other: '{failed} serveurs demandent de l’attention ; {provider} le voit aussi.',
    },
    wait: 'Dès que les premiers serveurs seront signalés, ils apparaîtront ici.',
    check:
      'Un serveur démarré n’est pas encore un serveur vérifié : on ne peut pas voir d’ici si ses applications fonctionnent. C’est le moment de les vérifier.',
    ask: '{provider} peut vous dire comment il s’est terminé et que faire maintenant.',
    askNext: '{provider} vous indiquera la suite.',
    provisional: 'Un basculement reste provisoire tant qu’il n’est pas rendu définitif ou annulé.',
  },

  updates: {
    heading: 'Messages de votre prestataire',
    failures: 'Au sujet des serveurs qui demandent de l’attention',
    byline: '{author}, {provider}',
  },

  server: {
    heading: 'Serveurs',
    totalsOnly: '{provider} affiche sur cette page les totaux, et non chaque serveur.',
    attention: 'Demandent de l’attention :',
    status: {
      succeeded: 'Démarré',
      warning: 'Démarré, avec avertissements',
      working: 'En cours',
      waiting: 'En attente',
      failed: 'Demande de l’attention',
      unknown: 'État inconnu',
    },
    startedAfter: 'à {clock}, après {duration}',
    workingSince: 'depuis {clock}',
    waiting: 'pas encore commencé',
    unknown: 'On ne sait pas ce qu’il est devenu.',
    stoppedAt: 'à {clock}',
    percent: '{percent} %',
    progress: 'Progression de {name}',
    failure: {
      capacity: 'Le site de secours n’avait pas assez de capacité pour lui.',
      network: 'Une connexion réseau a échoué.',
      storage: 'Il y a eu un incident de stockage.',
      timeout: 'L’opération a dépassé la durée autorisée.',
      replica: 'Il y a eu un incident sur sa copie.',
      configuration: 'Un réglage y a fait obstacle.',
      stopped: 'L’opération a été arrêtée.',
      other: 'Il n’a pas pu démarrer.',
    },
  },

  runs: {
    heading: 'Toutes les exécutions',
    run: 'Exécution {number}',
    runOn: 'Exécution {number}, {date}, {clock} ({zone})',
    shown: 'affichée ici',
    newest: 'la plus récente',
    notNewest: 'Vous voyez une exécution antérieure.',
    toNewest: 'Voir la plus récente',
  },

  contact: 'Des questions ? {contact}',
  ends: 'Ce lien prend fin le {date}, {clock} ({zone}).',
  endsAfter: {
    count: 'hours',
    one: 'Ce lien prend fin {hours} heure après la fin du basculement.',
    other: 'Ce lien prend fin {hours} heures après la fin du basculement.',
  },
  keep: 'Toute personne qui possède ce lien peut lire cette page : partagez-le avec prudence.',
  zone: 'Heures : {zone}',

  duration: {
    below: '< 1 s',
    seconds: '{seconds} s',
    minutes: '{minutes} min {seconds} s',
    wholeMinutes: '{minutes} min',
    hours: '{hours} h {minutes} min',
    days: '{days} j {hours} h',
  },

  refusal: {
    unknown: {
      title: 'Il n’y a rien à cette adresse',
      explain: 'Elle a peut-être été tronquée lors de la copie ou de l’envoi.',
      next: 'Ouvrez le lien depuis le message dans lequel vous l’avez reçu, ou demandez-le à la personne qui vous l’a envoyé.',
    },
    expired: {
      title: 'Ce lien a expiré',
      explain: 'La période pour laquelle il a été créé est terminée.',
      next: 'Demandez à {provider} de le prolonger.',
    },
    revoked: {
      title: 'Ce lien a été retiré',
      explain: '{provider} l’a retiré. Ce qu’il montrait n’est plus visible ici.',
      next: 'Adressez-vous à {provider} si vous avez besoin d’un nouveau lien.',
    },
    paused: {
      title: 'Ce lien est suspendu',
      explain: '{provider} l’a suspendu.',
      next: 'À la reprise, {provider} vous enverra une nouvelle adresse.',
    },
    replaced: {
      title: 'Ce lien a une nouvelle adresse',
      explain: '{provider} a remplacé cette adresse par une nouvelle.',
      next: 'Utilisez le lien le plus récent reçu de {provider}, ou demandez-le.',
    },
    locked: {
      title: 'Cette page demande un code d’accès',
      explain: '{provider} la protège par un code d’accès.',
      next: 'Saisissez le code d’accès qui vous a été remis avec le lien.',
    },
    unavailable: {
      title: 'La situation ne peut pas être affichée pour le moment',
      explain:
        'Cette page ne peut pas la lire actuellement. Cela ne dit rien de l’état de votre basculement.',
      next: 'Réessayez dans un instant. En cas d’urgence, adressez-vous à {provider}.',
    },
    gone: {
      title: 'Ce basculement ne peut plus être affiché',
      explain: 'Ce que ce lien montrait n’est plus conservé.',
      next: 'Demandez le rapport à {provider}.',
    },
    nextHeading: 'Ce que vous pouvez faire',
    tryAgain: 'Réessayer',
    triesAgain: 'Cette page s’ouvrira d’elle-même dès que la situation pourra être lue.',
  },

  unlock: {
    label: 'Code d’accès',
    submit: 'Ouvrir',
    checking: 'Vérification …',
    wrong: 'Ce n’est pas le bon code d’accès. Vérifiez-le et réessayez.',
    wait: {
      count: 'minutes',
      one: 'Trop de codes erronés ont été saisis. Réessayez dans {minutes} minute.',
      other: 'Trop de codes erronés ont été saisis. Réessayez dans {minutes} minutes.',
    },
    noAnswer: 'Aucune réponse. Vérifiez votre connexion et réessayez.',
    needsScripts: 'Pour saisir le code d’accès, autorisez les scripts (JavaScript) pour cette page.',
  },
}
