"""People: the directory of an operation, of those who serve in it; never of those they care for.

They have no place of their own and are not drawn: the directory lists them.
"""

from dashboard.layers.colours import MEANS
from dashboard.layers.layer import Field, ObjectLayer, Status, Verb
from dashboard.layers.life import COMMENT, NAME, ORGANISATION, TALKGROUP, choice
from dashboard.text import Text

PHONE = Field(label=Text(fr="Téléphone", en="Phone"))

LAYER = ObjectLayer(
    key="person",
    label=Text(fr="Annuaire", en="Directory"),
    one=Text(fr="{name}", en="{name}"),
    code="ANN",
    shape="circle",
    colour=MEANS,
    rank=1,
    statuses={
        "expected": Status(label=Text(fr="Attendu", en="Expected"), dashed=True),
        "present": Status(label=Text(fr="Présent", en="Present")),
        "left": Status(label=Text(fr="Parti", en="Left"), hatched=True),
    },
    fields={
        "name": NAME,
        "function": choice(
            "Fonction",
            "Function",
            dos=Text(fr="DOS, directeur des opérations", en="Director of operations (DOS)"),
            cos=Text(fr="COS, commandant des opérations", en="Incident commander (COS)"),
            dsm=Text(fr="DSM, directeur des secours médicaux", en="Medical director (DSM)"),
            dsis=Text(fr="DSIS, direction incendie et secours", en="Fire and rescue (DSIS)"),
            pma_doctor=Text(fr="Médecin PMA", en="Medical post physician"),
            pma_officer=Text(fr="Officier PMA", en="Medical post officer"),
            collection_officer=Text(fr="Officier ramassage", en="Collection officer"),
            evacuation_officer=Text(fr="Officier évacuation", en="Evacuation officer"),
            dispatch_doctor=Text(fr="Médecin régulateur", en="Dispatching physician"),
            call_taker=Text(fr="ARM, assistant de régulation", en="Medical call taker (ARM)"),
            cell_head=Text(fr="Chef de cellule de crise", en="Head of the crisis cell"),
            ars=Text(fr="Agence régionale de santé", en="Regional health agency"),
            cod=Text(fr="Centre opérationnel départemental", en="Departmental operations centre"),
            other=Text(fr="Autre fonction", en="Other"),
        ),
        "organisation": ORGANISATION,
        "phone": PHONE,
        "talkgroup": TALKGROUP,
        "comment": COMMENT,
    },
    verbs={
        "arrive": Verb(
            label=Text(fr="Arrivée", en="Arrive"),
            before=("expected", "left"),
            after="present",
            log=Text(fr="{name} : présent à son poste", en="{name}: at their post"),
        ),
        "leave": Verb(
            label=Text(fr="Départ", en="Leave"),
            before=("expected", "present"),
            after="left",
            log=Text(fr="{name} : a quitté son poste", en="{name}: left their post"),
        ),
    },
)
