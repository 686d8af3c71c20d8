"""What the page of a telephone says, in both languages: to who carries it, in plain words."""

from collections.abc import Mapping

from dashboard.text import Text

WORDS: Mapping[str, Text] = {
    "title": Text(fr="Ma position", en="My position"),
    "no_script": Text(
        fr="Cette page a besoin de JavaScript pour lire la position du téléphone : l'autoriser "
        "pour ce site, puis recharger.",
        en="This page takes JavaScript to read where the phone is: allow it for this site, then "
        "reload.",
    ),
    "share": Text(fr="Partager ma position", en="Share my position"),
    "before": Text(fr="Avant de partager", en="Before you share"),
    "agree": Text(fr="D'accord, partager ma position", en="Agreed, share my position"),
    "later": Text(fr="Pas maintenant", en="Not now"),
    "statuses": Text(fr="Où en est l'équipe", en="How far the team is"),
    "statuses_why": Text(
        fr="Une touche : écrit dans la main courante, à l'heure où vous appuyez.",
        en="One key: entered in the log, at the time you press it.",
    ),
    "undo": Text(fr="Annuler", en="Undo"),
    "refusals": Text(fr="Ce qui a été refusé", en="What was refused"),
    "what": Text(fr="Ce que je partage, et avec qui", en="What I share, and with whom"),
    "drop": Text(fr="Effacer ce qui attend", en="Erase what waits"),
    "forget": Text(fr="Oublier ce lien sur ce téléphone", en="Forget this link on this phone"),
    "forget_why": Text(
        fr="Avant de rendre un téléphone prêté : arrête le partage, efface le lien et ce qui "
        "attend.",
        en="Before a lent phone is given back: stops sharing, erases the link and what waits.",
    ),
    "sign_in": Text(fr="Se connecter", en="Sign in"),
}
"""What stands on the page from the beginning."""

SAID: Mapping[str, Text] = {
    "on": Text(fr="OUI", en="ON"),
    "off": Text(fr="NON", en="OFF"),
    "exercise": Text(fr="EXERCICE", en="EXERCISE"),
    "nobody": Text(fr="Aucune équipe pour l'instant", en="With no team yet"),
    "nobody_why": Text(
        fr="Un coordinateur confie ce téléphone à une équipe sur la page Balises, sous le nom "
        "« {device} ». Ce qui est partagé d'ici là est gardé pour elle.",
        en="A coordinator hands this phone to a team on the page Trackers, under the name "
        "“{device}”. What is shared until then is kept for it.",
    ),
    # How it stands: a title, and what it means or what to do.
    "asking": Text(fr="Un instant…", en="One moment…"),
    "sharing": Text(fr="Position partagée", en="Position shared"),
    "sharing_why": Text(
        fr="Laisser cette page ouverte, écran allumé : un navigateur en veille ne mesure rien.",
        en="Leave this page open, the screen on: a browser that sleeps measures nothing.",
    ),
    "paused": Text(fr="Rien n'est partagé", en="Nothing is shared"),
    "paused_why": Text(
        fr="La position n'est ni mesurée ni envoyée.",
        en="The position is neither measured nor sent.",
    ),
    "searching": Text(fr="Recherche de la position…", en="Looking for the position…"),
    "searching_why": Text(
        fr="Si une question s'affiche, autoriser la position. Dehors, elle vient plus vite.",
        en="If you are asked, allow the position. It comes sooner outdoors.",
    ),
    "offline": Text(fr="Pas de réseau", en="No network"),
    "offline_why": Text(
        fr="La position est mesurée et gardée ici ; elle partira d'elle-même, à sa vraie heure.",
        en="The position is measured and kept here; it leaves by itself, with its true time.",
    ),
    "late": Text(fr="Le serveur ne répond pas", en="The server does not answer"),
    "late_why": Text(
        fr="La position est mesurée et gardée ici ; on réessaie sans cesse.",
        en="The position is measured and kept here; it is tried again and again.",
    ),
    "denied": Text(
        fr="Refusé par les réglages du téléphone", en="Refused by the settings of the phone"
    ),
    "denied_why": Text(
        fr="Android : cadenas à gauche de l'adresse → Autorisations → Position → Autoriser. "
        "iPhone : Réglages → Confidentialité → Service de localisation → le navigateur → Lorsque "
        "l'app est active, avec Position exacte. Puis revenir et remettre sur OUI.",
        en="Android: padlock left of the address → Permissions → Location → Allow. iPhone: "
        "Settings → Privacy → Location Services → the browser → While Using, with Precise "
        "Location. Then come back and switch it on again.",
    ),
    "unavailable": Text(fr="Position introuvable", en="Position not found"),
    "unavailable_why": Text(
        fr="Allumer la localisation du téléphone, aller dehors ou près d'une fenêtre. On cherche "
        "toujours.",
        en="Turn on the location of the phone, go outdoors or near a window. It is still looked "
        "for.",
    ),
    "closed": Text(fr="Ce téléphone n'est pas admis", en="This phone is not let in"),
    "closed_why": Text(
        fr="Ouvrir le lien donné par la cellule, ou en demander un autre : il a une fin, et peut "
        "être révoqué. Les membres de l'organisme peuvent aussi se connecter.",
        en="Open the link the crisis cell gave, or ask for another: it ends, and may be revoked. "
        "Members of the organisation may also sign in.",
    ),
    "may_not": Text(fr="Ce compte ne peut pas partager", en="This account cannot share"),
    "insecure": Text(fr="Adresse non sécurisée", en="The address is not secure"),
    "insecure_why": Text(
        fr="Un navigateur ne donne la position qu'à une adresse en https : demander la bonne à la "
        "cellule.",
        en="A browser gives the position to an https address only: ask the crisis cell for it.",
    ),
    "unsupported": Text(
        fr="Ce navigateur ne donne pas la position", en="This browser gives no position"
    ),
    "unsupported_why": Text(
        fr="Ouvrir la page dans Chrome, Firefox ou Safari, à jour.",
        en="Open the page in an up-to-date Chrome, Firefox or Safari.",
    ),
    # What was told last, and what waits.
    "last": Text(
        fr="Dernière mesure {ago}, à {accuracy} m près.",
        en="Last measured {ago}, within {accuracy} m.",
    ),
    "sent_all": Text(fr="Tout est envoyé.", en="All of it is sent."),
    "waiting": Text(fr="En attente d'envoi : {what}.", en="Waiting to be sent: {what}."),
    "fixes": Text(fr="positions {count}", en="positions {count}"),
    "presses": Text(fr="états {count}", en="statuses {count}"),
    "lost": Text(
        fr="Trop attendent : les {count} plus anciennes ont dû être effacées.",
        en="Too many wait: the {count} oldest had to be erased.",
    ),
    "not_kept": Text(
        fr="Ce navigateur ne garde rien (navigation privée ?) : ne pas fermer la page.",
        en="This browser keeps nothing (private browsing?): do not close the page.",
    ),
    "clock": Text(
        fr="L'horloge du téléphone est décalée de {minutes} min : la régler (date et heure "
        "automatiques), sinon les positions seront à la mauvaise heure.",
        en="The clock of the phone is {minutes} min off: set it (automatic date and time), or "
        "positions will have the wrong time.",
    ),
    "dropped": Text(fr="Ce qui attendait est effacé.", en="What waited is erased."),
    "sure_drop": Text(
        fr="Effacer {fixes} positions et {statuses} états qui n'ont pas été envoyés ?",
        en="Erase {fixes} positions and {statuses} statuses that were not sent?",
    ),
    "send_old": Text(
        fr="Depuis l'ancien lien, {fixes} positions et {statuses} états attendent sur ce "
        "téléphone. Les envoyer avec le nouveau ? Sinon, ils sont effacés.",
        en="From the former link, {fixes} positions and {statuses} statuses wait on this phone. "
        "Send them by the new one? Otherwise they are erased.",
    ),
    "sure_forget": Text(
        fr="Arrêter le partage, oublier le lien et effacer ce qui attend ?",
        en="Stop sharing, forget the link and erase what waits?",
    ),
    "pressed": Text(fr="« {status} » à {time}.", en="“{status}” at {time}."),
    "undone": Text(fr="« {status} » annulé.", en="“{status}” undone."),
    "now": Text(fr="maintenant", en="now"),
    "ends": Text(fr="Ce lien vaut jusqu'au {time}.", en="This link is good until {time}."),
    "as_person": Text(fr="Connecté : {person}.", en="Signed in: {person}."),
    # What is agreed to.
    "who": Text(fr="Qui le voit", en="Who sees it"),
    "who_team": Text(
        fr="Les personnes admises à « {operation} » de : {readers}. La position paraît sous le nom "
        "de l'équipe, « {team} », pas sous le vôtre.",
        en="Those let into “{operation}” of: {readers}. The position is shown under the name of "
        "the team, “{team}”, not under yours.",
    ),
    "who_nobody": Text(
        fr="{organisation} ; puis les organismes admis à l'opération, dès qu'un coordinateur "
        "confie ce téléphone à une équipe.",
        en="{organisation}; then the organisations let into the operation, as soon as a "
        "coordinator hands this phone to a team.",
    ),
    "when": Text(fr="Depuis quand", en="Since when"),
    "when_said": Text(
        fr="Dès que vous acceptez, jamais avant. Sur NON, rien n'est mesuré.",
        en="As soon as you agree, never before. Switched off, nothing is measured.",
    ),
    "data": Text(fr="Quoi", en="What"),
    "data_said": Text(
        fr="La position, sa précision, la vitesse, le cap, la charge de la batterie et l'heure : "
        "toutes les 5 secondes en véhicule, toutes les minutes à l'arrêt.",
        en="The position, its accuracy, speed, course, the charge of the battery and the time: "
        "every 5 seconds on wheels, every minute at rest.",
    ),
    "long": Text(fr="Combien de temps", en="How long"),
    "long_said": Text(
        fr="Gardé avec l'opération, par {organisation}, pour le retour d'expérience. Votre trace "
        "peut être effacée : le demander à un coordinateur.",
        en="Kept with the operation, by {organisation}, for the after-action review. Your track "
        "can be erased: ask a coordinator.",
    ),
    "stop": Text(fr="Comment arrêter", en="How to stop"),
    "stop_said": Text(
        fr="Le même bouton, ou fermer la page : l'arrêt est immédiat, et ne demande rien à "
        "personne.",
        en="The same switch, or close the page: it stops at once, and asks nobody.",
    ),
}
"""What its script says."""
