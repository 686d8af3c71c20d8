"""What the page of trackers says, in both languages."""

from collections.abc import Mapping

from dashboard.text import Text

WORDS: Mapping[str, Text] = {
    "title": Text(fr="Balises", en="Trackers"),
    "about": Text(
        fr="Une balise est un téléphone, un GPS ou un véhicule qui dit où il est. Confiée à une "
        "équipe, elle montre cette équipe sur la carte.",
        en="A tracker is a phone, a GPS unit or a vehicle that tells where it is. With a team, it "
        "shows that team on the map.",
    ),
    # Who has which.
    "nobody_s": Text(fr="À confier", en="To be handed out"),
    "nobody_why": Text(
        fr="Confiées à personne. Rien de ce qu'elles envoient n'est perdu : tout est gardé, et "
        "rejoint l'équipe à qui la balise est confiée.",
        en="With nobody. Nothing they send is lost: all of it is kept, and joins the team the "
        "tracker is handed to.",
    ),
    "nobody_none": Text(
        fr="Aucune : toutes les balises entendues sont avec une équipe.",
        en="None: every tracker that was heard is with a team.",
    ),
    "never_any": Text(fr="Aucune balise n'a encore été entendue.", en="No tracker was heard yet."),
    "connect_first": Text(fr="En connecter une", en="Connect one"),
    "with_team": Text(fr="Avec une équipe", en="With a team"),
    "tracker": Text(fr="Balise", en="Tracker"),
    "format": Text(fr="Reçue par", en="Comes by"),
    "first": Text(fr="Première fois", en="First heard"),
    "last": Text(fr="Dernière fois", en="Last heard"),
    "never": Text(fr="jamais entendue", en="never heard"),
    "team": Text(fr="Équipe et opération", en="Team and operation"),
    "from_to": Text(fr="Depuis", en="Since"),
    "until": Text(fr="jusqu'au", en="until"),
    "coming": Text(fr="à partir du", en="from"),
    # Handing out, taking back.
    "hand_out": Text(fr="Confier", en="Hand out"),
    "hand_out_title": Text(fr="Confier une balise", en="Hand out a tracker"),
    "hand_out_why": Text(
        fr="Une erreur se corrige en recommençant. Tout est inscrit à la main courante.",
        en="A mistake is put right by doing it again. All of it is entered in the log.",
    ),
    "to_team": Text(fr="À quelle équipe", en="To which team"),
    "starts": Text(fr="À partir de", en="From"),
    "starts_why": Text(
        fr="Sans heure de début, l'équipe a tout ce que la balise a dit tant que personne ne "
        "l'avait. Les heures sont celles de l'opération.",
        en="Without a time to begin with, the team has all that the tracker told while nobody had "
        "it. Times are those of the operation.",
    ),
    "ends": Text(fr="Jusqu'à", en="Until"),
    "optional": Text(fr="facultatif", en="optional"),
    "choose": Text(fr="choisir", en="choose"),
    "take_back": Text(fr="Reprendre", en="Take back"),
    "undo": Text(fr="Annuler", en="Undo"),
    "erase": Text(fr="Effacer la trace", en="Erase the track"),
    "undo_why": Text(
        fr="« Reprendre » : l'équipe ne l'a plus, ce qu'elle a fait jusqu'ici reste. « Annuler » : "
        "c'était une erreur, elle ne l'a jamais eue.",
        en="“Take back”: the team has it no more, where it was until now stays. “Undo”: it was a "
        "mistake, the team never had it.",
    ),
    "no_team": Text(
        fr="Aucune équipe à qui confier une balise : en placer une sur la carte d'une opération.",
        en="No team to hand a tracker to: place one on the map of an operation.",
    ),
    "sure": Text(
        fr="C'est juste, enregistrer quand même", en="It is right, record it all the same"
    ),
    "others": Text(
        fr="Et {count} autres, entendues il y a plus longtemps.",
        en="And {count} more, last heard longer ago.",
    ),
    # The telephone of a team.
    "phone": Text(fr="Le téléphone d'une équipe", en="The phone of a team"),
    "phone_why": Text(
        fr="Un lien à ouvrir sur le téléphone, sans rien installer : l'équipe partage sa position "
        "quand elle l'a accepté, l'arrête quand elle veut, et dit où elle en est d'une touche.",
        en="A link to open on the phone, with nothing to install: the team shares its position "
        "once it has agreed, stops when it wants, and says how far it is with one key.",
    ),
    "phone_days": Text(fr="Valable (jours)", en="Valid (days)"),
    "phone_make": Text(fr="Créer le lien", en="Make the link"),
    "phone_persons": Text(
        fr="Un lien se crée au nom d'une personne connectée, ce que la démonstration ne connaît "
        "pas : ouvrir la page ci-dessous.",
        en="A link is made in the name of somebody signed in, whom the demonstration does not "
        "know: open the page below.",
    ),
    "phone_member": Text(
        fr="Un membre de l'organisme peut aussi s'y connecter lui-même :",
        en="A member of the organisation may also sign in there:",
    ),
    "link_made": Text(fr="Lien pour {team}", en="Link for {team}"),
    "link_once": Text(
        fr="Le faire lire maintenant par l'appareil photo du téléphone : ce lien ne sera plus "
        "jamais montré. Qui l'ouvre parle pour l'équipe.",
        en="Let the camera of the phone read it now: this link will never be shown again. Whoever "
        "opens it speaks for the team.",
    ),
    "link_drawing": Text(fr="Dessin à lire (QR)", en="Drawing to read (QR)"),
    "link_ends": Text(
        fr="Vaut jusqu'au {at}. Pour l'arrêter avant : « Reprendre » ci-dessous, et révoquer son "
        "jeton dans Mon compte.",
        en="Good until {at}. To end it before: “Take back” below, and revoke its token in My "
        "account.",
    ),
    # What came.
    "heard": Text(fr="Ce qui est arrivé", en="What came in"),
    "heard_why": Text(
        fr="Sur sept jours, par jour (UTC) et par voie d'arrivée.",
        en="Over seven days, by day (UTC) and by way in.",
    ),
    "heard_none": Text(fr="Rien ces sept derniers jours.", en="Nothing these last seven days."),
    "day": Text(fr="Jour", en="Day"),
    "messages": Text(fr="Messages", en="Messages"),
    "kept": Text(fr="Positions gardées", en="Positions kept"),
    "repeated": Text(fr="Déjà reçues", en="Repeated"),
    "doubted": Text(fr="En doute", en="Doubted"),
    "refused": Text(fr="Refusées", en="Refused"),
    "doubt_what": Text(fr="Ce qui est mis en doute", en="What is doubted"),
    "doubt_why": Text(
        fr="Ces positions sont gardées et marquées, jamais supprimées :",
        en="These positions are kept and marked, never removed:",
    ),
    "refusals": Text(fr="Derniers refus", en="Last refusals"),
    "refusals_why": Text(
        fr="Gardés tels qu'ils sont arrivés, pour savoir quel appareil est à régler.",
        en="Kept as they came, to know which device is to be set right.",
    ),
    "refusals_none": Text(fr="Rien n'a été refusé.", en="Nothing was refused."),
    "original": Text(fr="Message d'origine", en="Original message"),
    "bytes": Text(fr="octets", en="bytes"),
    "reasons": Text(fr="Pourquoi", en="Why"),
    # The other ways in.
    "ways": Text(fr="Autres voies d'arrivée", en="Other ways in"),
    "way": Text(fr="Voie", en="Way in"),
    "place": Text(fr="Où", en="Where"),
    "state": Text(fr="État", en="State"),
    "since": Text(fr="depuis", en="since"),
    "last_error": Text(fr="Dernière erreur", en="Last error"),
    "no_error": Text(fr="aucune", en="none"),
    "connect_otherwise": Text(
        fr="Sans jeton, par les autres voies d'arrivée :",
        en="Without a token, by the other ways in:",
    ),
    # Connecting.
    "connect": Text(fr="Connecter une balise", en="Connecting a tracker"),
    "connect_token": Text(
        fr="créer un jeton avec le droit « {scope} ». Un jeton par appareil : perdu, on ne "
        "révoque que le sien.",
        en="make a token with the right “{scope}”. One token for each device: when one is lost, "
        "only its own is revoked.",
    ),
    "connect_on": Text(fr="Sur la page", en="On the page"),
    "connect_app": Text(
        fr="Dans l'application de l'appareil, donner comme adresse du serveur, avec ce jeton à la "
        "place de {token} :",
        en="In the app of the device, give as the address of the server, with that token in the "
        "place of {token}:",
    ),
    "connect_seen": Text(
        fr="Dès sa première position, la balise paraît ici, dans « À confier ».",
        en="With its first position the tracker appears here, under “To be handed out”.",
    ),
    "token_word": Text(fr="JETON", en="TOKEN"),
    "http_mode": Text(fr="OwnTracks (mode HTTP)", en="OwnTracks (HTTP mode)"),
    "programs": Text(fr="Autres systèmes et programmes", en="Other systems and programs"),
    "programs_why": Text(
        fr="Ils envoient un message ou un fichier entier à l'adresse de son format, le jeton dans "
        "l'en-tête. Là où le format ne nomme pas l'appareil, ajouter ?device= et son nom.",
        en="They send a message or a whole file to the address of its format, the token in the "
        "header. Where the format names no device, add ?device= and its name.",
    ),
    # A file.
    "file": Text(fr="Remettre un fichier", en="Hand in a file"),
    "file_why": Text(
        fr="La mémoire d'un GPS ou d'un téléphone : GPX, CSV, GeoJSON ou NMEA, {most} Mo au plus. "
        "Remettre deux fois le même fichier ne double rien.",
        en="The memory of a GPS unit or a phone: GPX, CSV, GeoJSON or NMEA, {most} MB at most. "
        "Handing in the same file twice doubles nothing.",
    ),
    "file_choose": Text(fr="Fichier", en="File"),
    "file_device": Text(fr="Nom de la balise", en="Name of the tracker"),
    "file_said": Text(
        fr="Le nom de la balise et le format ne sont à donner que si le fichier ne les dit pas.",
        en="Name and format are only to be given where the file does not tell them.",
    ),
    "file_format": Text(fr="Format", en="Format"),
    "file_by_name": Text(fr="d'après le nom du fichier", en="by the name of the file"),
    "file_send": Text(fr="Remettre le fichier", en="Hand in the file"),
    "file_done": Text(fr="Fichier remis", en="File handed in"),
}

TOLD: Mapping[str, Text] = {
    "erased": Text(
        fr="Trace effacée ; la main courante des opérations qui la suivaient le dit.",
        en="Track erased; the log of the operations that followed it says so.",
    ),
    "handed": Text(
        fr="Balise confiée ; c'est inscrit à la main courante.",
        en="Tracker handed out; it is entered in the log.",
    ),
    "now": Text(
        fr="Balise reprise ; elle est de nouveau à confier.",
        en="Tracker taken back; it is to be handed out again.",
    ),
    "never": Text(
        fr="Annulé : cette équipe n'a jamais eu la balise.",
        en="Undone: that team never had the tracker.",
    ),
}
