"""Addresses of the pages with which people type facts in."""

from django.urls import path

from goodstanding.web.views.recording import (
    activities,
    certificates,
    confirming,
    credentials,
    credits,
    fees,
    members,
    merging,
    offerings,
    own_letters,
    papers,
    people,
    planning,
    rules,
    settings,
    submissions,
    submitting,
    transcripts,
)
from goodstanding.web.views.recording.profiles import profiles_page

_PEOPLE = [
    path("people/add/", people.person_add, name="person_add"),
    path("people/<int:number>/change/", people.person_change, name="person_change"),
    path("people/<int:number>/merge/", merging.person_merge, name="person_merge"),
    path("merges/<int:number>/undo/", merging.merge_undo, name="merge_undo"),
    path("people/<int:number>/leave/", people.person_leave, name="person_leave"),
    path("people/<int:number>/credentials/add/", credentials.credential_add, name="credential_add"),
    path("people/<int:number>/fees/add/", fees.fee_add, name="fee_add"),
    path("people/<int:number>/credits/add/", credits.credit_add, name="credit_add"),
    path("profiles/", profiles_page, name="profiles"),
]
_CREDENTIALS = [
    path("credentials/<uuid:key>/change/", credentials.credential_change, name="credential_change"),
    path(
        "credentials/<uuid:key>/observe/", credentials.credential_observe, name="credential_observe"
    ),
    path(
        "credentials/<uuid:key>/restore/", credentials.credential_restore, name="credential_restore"
    ),
    path("credentials/<uuid:key>/end/", credentials.credential_end, name="credential_end"),
    path(
        "credentials/<uuid:key>/withdraw/",
        credentials.credential_withdraw,
        name="credential_withdraw",
    ),
    path("facts/<uuid:key>/withdraw/", credentials.fact_withdraw, name="fact_withdraw"),
    path("fees/<uuid:key>/change/", fees.fee_change, name="fee_change"),
]
_CREDITS = [
    path("credits/add/", activities.credits_add, name="credits_add"),
    path("credits/<uuid:key>/change/", credits.credit_change, name="credit_change"),
    path("credits/<uuid:key>/void/", credits.credit_void, name="credit_void"),
    path("me/credits/add/", credits.own_credit_add, name="own_credit_add"),
    path("me/credits/<uuid:key>/change/", credits.own_credit_change, name="own_credit_change"),
    path("me/credits/<uuid:key>/void/", credits.own_credit_void, name="own_credit_void"),
    path("activities/", activities.activities, name="activities"),
    path("activities/<int:number>/", activities.activity, name="activity"),
    path("activities/<int:number>/change/", activities.activity_change, name="activity_change"),
    path("activities/<int:number>/people/", activities.activity_attend, name="activity_attend"),
]
_PAPERS = [
    path("credits/<uuid:key>/papers/", papers.credit_papers, name="credit_papers"),
    path("me/credits/<uuid:key>/papers/", papers.own_credit_papers, name="own_credit_papers"),
    path("activities/<int:number>/papers/", papers.activity_papers, name="activity_papers"),
    path("papers/<int:number>/", papers.paper, name="paper"),
    path("me/papers/<int:number>/", papers.own_paper, name="own_paper"),
]
_CERTIFICATES = [
    path("certificates/", certificates.certificates, name="certificates"),
    path("certificates/add/", certificates.certificate_add, name="certificate_add"),
    path("certificates/<int:number>/", confirming.certificate, name="certificate"),
    path(
        "certificates/<int:number>/picture.png",
        certificates.certificate_picture,
        name="certificate_picture",
    ),
    path(
        "certificates/<int:number>/aside/", confirming.certificate_aside, name="certificate_aside"
    ),
    path(
        "certificates/<int:number>/again/", confirming.certificate_again, name="certificate_again"
    ),
]
_OFFERINGS = [
    path("offerings/", offerings.offerings, name="offerings"),
    path("offerings/add/", offerings.offering_add, name="offering_add"),
    path("offerings/<int:number>/", offerings.offering, name="offering"),
    path("offerings/<int:number>/change/", offerings.offering_change, name="offering_change"),
    path("offerings/<int:number>/remove/", offerings.offering_remove, name="offering_remove"),
    path("offerings/<int:number>/enrol/", offerings.offering_enrol, name="offering_enrol"),
    path("offerings/<int:number>/attended/", offerings.offering_attended, name="offering_attended"),
    path("enrolments/<int:number>/change/", offerings.enrolment_change, name="enrolment_change"),
    path("days-off/", planning.days_off, name="days_off"),
    path("days-off/add/", planning.day_off_add, name="day_off_add"),
    path("days-off/<int:number>/change/", planning.day_off_change, name="day_off_change"),
    path("days-off/<int:number>/remove/", planning.day_off_remove, name="day_off_remove"),
]
_SETTINGS = [
    path("settings/", settings.settings, name="settings"),
    path("settings/planning/", planning.planning_settings, name="planning_settings"),
    path("settings/company/", settings.company_change, name="company_change"),
    path("settings/rules/", rules.settings_rules, name="settings_rules"),
    path("settings/rules/preview/", rules.rules_preview, name="rules_preview"),
    path("settings/backup/", settings.backup_now, name="backup_now"),
    path("settings/branches/add/", settings.branch_add, name="branch_add"),
    path("settings/branches/<int:number>/rename/", settings.branch_rename, name="branch_rename"),
    path("settings/branches/<int:number>/remove/", settings.branch_remove, name="branch_remove"),
    path("settings/members/add/", members.member_add, name="member_add"),
    path("settings/members/<int:number>/change/", members.member_change, name="member_change"),
    path("settings/members/<int:number>/revoke/", members.member_revoke, name="member_revoke"),
]
_SUBMISSIONS = [
    path("submissions/", submissions.submissions, name="submissions"),
    path("submissions/new/", submissions.submission_add, name="submission_add"),
    path("submissions/record/", submissions.differences, name="differences"),
    path("submissions/record/<uuid:key>/ask/", transcripts.difference_ask, name="difference_ask"),
    path("people/<int:number>/transcript/", transcripts.transcript, name="transcript"),
    path("submissions/<int:number>/", submissions.submission, name="submission"),
    path("submissions/<int:number>/letter.eml", submissions.letter_file, name="letter_file"),
    path("submissions/<int:number>/sent/", submitting.letter_sent, name="letter_sent"),
    path("submissions/<int:number>/discard/", submitting.letter_discard, name="letter_discard"),
    path("submissions/<int:number>/answer/", submitting.letter_answer, name="letter_answer"),
    path("submissions/<int:number>/chase/", submitting.letter_chase, name="letter_chase"),
    path("submissions/<int:number>/back/", submitting.letter_back, name="letter_back"),
    path("answers/<int:number>/read/", submitting.answer_read, name="answer_read"),
    path("deliveries/<int:number>/decide/", submitting.delivery_decide, name="delivery_decide"),
    path("people/<int:number>/consent/", submitting.consent, name="consent"),
    path("me/submit/", own_letters.own_submit, name="own_submit"),
    path("me/letters/<int:number>/", own_letters.own_letter, name="own_letter"),
    path("me/letters/<int:number>/letter.eml", own_letters.own_letter_file, name="own_letter_file"),
    path("me/consent/", submitting.own_consent, name="own_consent"),
    path("settings/submitting/", submitting.submitting_settings, name="submitting_settings"),
]
urlpatterns = [
    *_PEOPLE,
    *_CREDENTIALS,
    *_CREDITS,
    *_PAPERS,
    *_CERTIFICATES,
    *_OFFERINGS,
    *_SETTINGS,
    *_SUBMISSIONS,
]
