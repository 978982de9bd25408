"""Which words the script of each page needs: keys of the catalogue, by how they begin."""

DOCUMENTS = (
    *(
        "documents.full",
        "documents.item",
        "documents.image",
        "documents.pdf",
        "documents.state.",
        "documents.re",
        "documents.open",
    ),
    *("documents.failed", "rule.document_"),
)

SPOKEN = {
    "channels.html": (
        *("channels.kind.", "channels.not_ours", "channels.gone.", "channels.known", "channels.stale"),
        "source.known",
        *("date.day", "date.weekday.", "date.month."),
    ),
    "offices.html": ("offices.found", "offices.none"),
    "form.html": (
        *(
            "script.form.",
            "script.net.",
            *("clock.by", "clock.first_response", "clock.resolution"),
            "date.",
            "done.t",
            "done.copied",
            "form.check.",
            "form.channels.",
            *("form.draft.saved", "form.draft.waiting", "form.draft.open", "form.draft.delete"),
        ),
        *(
            "form.office.found",
            *("form.office.near.asking", "form.office.near.failed", "form.office.near.found"),
            "form.office.loading",
            "form.office.failed",
            "form.office.unknown",
            "form.narrative.",
            "form.contact.hint",
        ),
        *DOCUMENTS,
        *("form.error.", "form.position", "form.next", "form.stage.none"),
    ),
    "referral.html": (
        "referral.",
        *("form.narrative.left", "form.narrative.over"),
        "kind.",
        "category.",
        "date.",
        "form.error.",
    ),
    "verify.html": (*("verify.", "kind.", "clock.", "date.", "form.error.", "case.received", "case.office"),),
    "track.html": (
        *(
            "script.track.",
            "script.net.failed",
            *("form.narrative.left", "form.narrative.over"),
            "clock.",
            "date.",
            "kind.",
            "category.",
            "reason.",
            "form.error.",
        ),
        *(
            "case.title",
            "case.status.",
            "case.next.",
            "case.step.",
            "case.by.",
            "case.done.",
            "case.reason",
            "case.actions.none",
        ),
        *("case.agency", "case.office", "case.about", "case.received", "case.due.none", "why.title", "track.ended"),
        *DOCUMENTS,
        *("survey.thanks", "rule.survey_marks", "reach.now", "reach.bounced", "form.channels."),
        *("sent.none", "opened.none", "copy.failed"),
        *("erase.when.", "erase.asked.", "erase.done", "erase.confirm.missing"),
    ),
}
