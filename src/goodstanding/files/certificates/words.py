"""The words of which labels are made, by what they mean, in English and some Spanish and French.

"Date the course was completed" and "Fecha de terminación" are labels because every word of them
stands here; which labels they are follows from the meanings that come together (see kinds).
"""

import re
import unicodedata
from functools import lru_cache

_MEANINGS: dict[str, str] = {
    "person": """
        student participant attendee learner recipient trainee candidate technician registrant
        delegate employee holder graduate awardee user member visitor guest applicant associate
        licensee registree examinee completer who
        worker honoree operator
        participante estudiante alumno alumna titular asistente
        stagiaire apprenant apprenante eleve etudiant titulaire beneficiaire""",
    "asker": "who",
    "course": """
        course class training program programme seminar workshop session event webinar module
        conference lesson convention activity item topic subject title curriculum demonstration
        show expo
        demo lecture clinic tutorial offering study what coursework qualification certification
        designation
        curso clase capacitacion taller seminario tema titulo modulo programa formacion actividad
        evento sesion materia
        cours formation seance atelier seminaire sujet theme titre stage intitule activite""",
    "school": """
        provider school center centre campus sponsor organization organisation organizer organiser
        institution institute host distributor supplier store shop dealer retailer
        academy issuer host vendor body manufacturer exhibitor partner publisher college university
        centro proveedor escuela institucion patrocinador organizador instituto academia expositor
        entidad
        organisme fournisseur prestataire ecole etablissement organisateur commanditaire
        exposant""",
    "teacher": """
        instructor trainer teacher presenter speaker facilitator educator demonstrator lecturer
        coach tutor proctor moderator professor guide
        profesor profesora facilitador ponente capacitador formador instructora
        formateur formatrice enseignant animateur intervenant conferencier instructeur""",
    "date": """
        date dates day days when dated
        fecha fechas dia dias
        jour jours""",
    "done": """
        completion completed complete finished finish finishing end ending ended last passed
        concluded conclusion graduated fulfilled closed closing met
        completado terminacion terminado finalizacion finalizado termino fin completada concluido
        aprobado
        achevement termine reussite reussi acheve complete""",
    "held": """
        attended attendance held taken trained visit visited walked participation delivery
        instruction presentation
        asistencia impartido celebrado impartida participacion
        presence suivi suivie tenu""",
    "issued": """
        issue issued issuance printed print signed signature certified generated effective revised
        revision approval downloaded exam examination test report created updated posted submitted
        sent mailed emailed
        emision emitido emitida expedido expedicion impreso firma
        delivrance delivre emission emis imprime""",
    "awarded": """
        awarded credited award conferred granted conferral earned
        otorgado otorgada concedido
        decerne remis attribue""",
    "never": """
        expires expire expiration expiry exp valid validity until thru renewal renew renews
        recertification recertify retake retrain due birth born dob birthdate good
        opened first replay target refresher through
        start starts started starting begin begins beginning began first enrolled enrolment
        enrollment enrolment registered registration commenced commencement deadline
        next reopens closes ends access
        vence vencimiento vigencia valido valida hasta caducidad nacimiento inicio comienzo
        inscripcion
        valable valide jusqu naissance echeance renouvellement debut inscription""",
    "number": """
        no number numbers num nr id ids code codes ref reference serial nos
        numero numeros codigo folio
        numeros matricule""",
    "paper": """
        certificate cert proof diploma document card credential record verification slip receipt
        transcript
        serial folio
        transcripts history
        confirmation control validation voucher unique certificates
        ticket token
        certificado constancia documento registro verificacion
        certificat attestation diplome verification""",
    "foreign": """
        iicrc ria membership license licence account order invoice customer catalog accreditation
        badge tax
        licencia acreditacion""",
    "hours": """
        hours hour hrs hr duration length long minutes effort credits units points pdh pdhs cpe
        cpes ceus cecs cehs worth
        horas hora creditos credito duracion
        heures heure duree credits""",
    "credit": """
        credit ce cec ceu ceh ces cpd contact clock contacto""",
    "headline": "title titulo titre",
    "of": "of that which de del du",
    "time": """
        time
        tiempo
        temps""",
    "by": "by por par",
    "to": "to upon unto",
    "gives": """
        gave giving sold
        presented provided conducted offered sponsored hosted given delivered administered organized
        organised held issued produced awarded conferred granted brought made
        ofrecido presentado impartido patrocinado otorgado organizado emitido expedido
        offert presente dispense donne organise delivre propose anime""",
    "teaches": "taught instructed led demonstrated facilitated trained",
    "signs": """
        signed approved verified scanned checked authorized authorised accredited recognized
        recognised endorsed certified witnessed reviewed recorded prepared entered submitted
        firmado aprobado avalado verificado
        signe approuve verifie""",
    "name": """
        name names
        nombre nombres
        nom noms prenom""",
    "given": "given first prenom",
    "family": "family last surname apellido apellidos",
    "company": """
        company employer business firm corporation
        empresa empleador
        entreprise employeur societe""",
    "other": """
        location venue place site city address state country phone telephone tel fax mail email
        website web www url verify position role approved accredited authorized recognized endorsed
        score grade result results status method format mode type category level standard
        standards notes note comments comment remarks director president ceo chairman chairwoman
        chair registrar administrator coordinator manager seal page fee price cost paid payment
        booth hall room table department dept division supervisor signature signatory witness
        login board hired
        attn attention re from cc npn how why where language region job validation approver
        scanned field zip
        postal dean owner principal secretary
        lugar ciudad direccion telefono correo firma calificacion estado modalidad
        lieu ville adresse telephone courriel signature note statut""",
    "filler": """
        of the a an for in on and or s e full legal printed please total approved accredited
        authorized authorised online live virtual recorded person demand self paced classroom hands
        technical professional continuing ed cont education educational learning instructional your
        this our official lead main primary actual final scheduled earned awarded granted received
        applicable at is was were with value area content team description seat entitled
        here we you covered learned requested eligible offered as per issuing sponsoring hosting
        providing granting certifying allowed accepted counted toward towards outside file marked
        spent you
        check off requirement requirements roster people
        badge matter continued executive master certified senior
        del de la el los las y o en al su nombre completo completa
        du des le les et ou l d""",
}  # fmt: skip
_LONG = 6
"""Letters from which on a word may be several, between which a picture's blanks were not seen."""


def _by_word() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for meaning, words in _MEANINGS.items():
        for word in words.split():
            for form in _forms(word, meaning):
                found.setdefault(form, set()).add(meaning)
    return {word: frozenset(meanings) for word, meanings in found.items()}


def _forms(word: str, meaning: str) -> list[str]:
    plural = meaning in {"person", "course", "school", "teacher"} and not word.endswith("s")
    return [word, f"{word}s"] if plural else [word]


_LEXICON = _by_word()
TOKEN = re.compile(r"[^\W\d_]+|[#№]|n[º°]", re.IGNORECASE)


def folded(text: str) -> str:
    """In small letters without accents."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=4096)
def meanings(word: str) -> tuple[frozenset[str], ...] | None:
    """What a word means, or the words that were run together in it; None when one is unknown."""
    bare = folded(word)
    if bare in {"#", "№", "nº", "n°"}:
        return (_LEXICON["number"],)
    if bare in _LEXICON:
        return (_LEXICON[bare],)
    return _parted(bare) if len(bare) >= _LONG else None


def _parted(word: str) -> tuple[frozenset[str], ...] | None:
    """The fewest known words, of two letters at least, that a word is made of."""
    best: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(2, len(word) + 1):
        for start in range(max(end - 14, 0), end - 1):
            before, last = best[start], word[start:end]
            if before is not None and last in _LEXICON:
                now = best[end]
                if now is None or len(before) + 1 < len(now):
                    best[end] = [*before, last]
    parts = best[-1]
    return tuple(_LEXICON[part] for part in parts) if parts else None
