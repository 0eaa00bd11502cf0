"""Words by which a reader of certificates tells a person from a course and from a school."""

import re

ORGANISATION = re.compile(
    r"\b(academy|acad[ée]mie|academia|institute|instituto|institut|[ée]cole|escuela|school|schools"
    r"|university|universidad|college|association|asociación|inc|llc|l\.l\.c|forum|insurance|tools"
    r"|ltd|limited|corp|corporation|company|co|gmbh|plc|pty|group|center|centre|council|society"
    r"|consulting|consultants|services|solutions|supply|supplies|supplier|systems|learning"
    r"|education|educational|products|technologies|partners|foundation|board|laborator(?:y|ies)"
    r"|manufacturing|equipment|chemicals?|network|alliance|guild|organization|organisation"
    r"|industries|enterprises|international|federation|bureau|agency|department|trainers"
    r"|training(?: (?:academy|center|centre|group|institute|services|solutions))?|brands"
    r"|instruments?|rentals?|warehouse|seminars|trust|depot|labs?|congress|union|authority|commission"
    r"|bros|brothers|store|dealers|wholesale|outfitters|cleaners|restorers"
    r"|distributors?|distribution|university|campus|classroom|collective|partnership)\b\.?",
    re.IGNORECASE,
)
STRONG_ORGANISATION = re.compile(
    r"\b(academy|institute|school|university|college|association|inc|llc|l\.l\.c|ltd|corp"
    r"|corporation|company|gmbh|plc|pty|council|society|consulting|consultants|solutions|supply"
    r"|foundation|guild|industries|enterprises|federation|brands|group|learning center"
    r"|training cent(?:er|re)|systems|partners|education(?! (?:credits?|hours?|units?|course))"
    r"|products|technologies)\b\.?",
    re.IGNORECASE,
)
SCHOOL = re.compile(
    r"\b(?:academy|institute|schools?|university|college|association|inc|llc|ltd|corp|corporation"
    r"|gmbh|plc|council|society|guild|foundation|federation"
    r"|(?:training|learning|education) cent(?:er|re)"
    r"|instituto|academia|asociación|escuela|universidad|école|académie|institut)\b",
    re.IGNORECASE,
)
"""Words that are in names of schools, associations and companies and hardly anywhere else."""
_WORDS = """
a about above academy achievement ad administrator advanced affirm air all an and announces
annual any applied appreciation approved april are as asbestos asd assessment association at
attendance attended attending august authorized award awarded awards basic be been being board
body by carpet cec cecs ceh cehs center centre certificate certificates certification
certifications certified certifier certifies certify chairman class cleaning coach college
commendation commercial company completed completing completion conduct conducted conference
congratulations contact containment contents continuing contractor control convention
coordinator corporation council course courses credit credits curriculum damage date dates day
days december decontamination department designation development diploma director does drying
duly earned ed education educator effective emergency environmental equipment essentials
estimating event exam examination excellence executive expires fabric february fire firm floor
following for form founder friday from fulfilled fundamentals general given grant granted group
hard has have having hazard health hereby hour hours hrs id iicrc in inc industrial industry
inspection inspector institute instruction instructor insurance introduction is issued it
january job july june lead learner learning level limited llc location logistics ltd management
manager march master may member microbial mitigation moisture mold monday monitoring mould name
national no november number october odor of office officer official on online operations owner
participant participated participation passed person place plan pleased practice practices
presented presenter presents president principal principles procedures proficiency program
programme property proudly provider quality recipient recognition recognized record registered
registrant registrar registration remediation remediator repair representative requirements
residential respirator restoration restorer ria safety satisfactorily saturday school science
seal section seminar senior september services session signature signed smoke solutions
specialist standard standards state structural student subject successful successfully sunday
supervisor surface systems take tech technician technology test textile that the thermal these
this thursday title to topic trade trainer training trauma tuesday under university upholstery
upon verified verify vice water webinar wednesday were who with witness workshop wrt year
expo show proof history transcript slip voucher visit demonstration statement portal dashboard home
sign sheet list roster log help memo memorandum
catalog carrier vendor webinars seminars
classes courses workshops events my report summary letter confirmation receipt pass voucher
achievements badge night tabletop passport
"""
_COUNTED = """
opened login hired assigned target catalog owner sent item worth replay charged paid hi hey
comprising consisting dear hello our regards sincerely thank thanks we you your
one two three four five six seven eight nine ten eleven twelve thirteen
fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty half
"""
NO_NAME = frozenset(re.findall(r"\S+", _WORDS + _COUNTED))
"""Words that no name of a person contains, lower case."""

STOP = re.compile(
    r"\b(?:certif(?:y|ies|icate)|complet(?:ed|ing|ion)|award(?:ed|s)?|present(?:ed|s)|issued|granted"
    r"|has|have|having|hereby|congratulations|recognition|participat\w+|attend(?:ed|ing|ance)"
    r"|conducted|sponsored|held|instructor|signature|director|president|date|hours?|credits?|cecs?"
    r"|cehs?|ceus?|expires?|valid|www|http|phone|license|number|verify|approved|requirements|earned|record|proof|statement)\b",
    re.IGNORECASE,
)
"""Words that belong to the frame of a certificate and never to a title standing by itself."""

TRADE = re.compile(
    r"\b(technicians?|drying|restoration|remediation|cleaning|mold|mould|water|fire|smoke|odou?r"
    r"|carpet|textiles?|upholstery|asbestos|lead|safety|inspect(?:ion|or)|estimating|psychrometry"
    r"|microbial|structural|floor(?:ing|s)?|xactimate|trauma|crime|hazwoper|osha|contents|leather"
    r"|rugs?|stone|tile|thermal|infrared|dehumidif\w+|moisture|respirat\w+|confined|bloodborne"
    r"|hazard\w*|wrt|asd|amrt|fsrt|oct|cct|ufct|hst|first aid|cpr|leadership|management|sales)\b",
    re.IGNORECASE,
)
"""Words of which titles in this trade are made."""
