"""One core, many thin doors. An arrow points from what imports to what is imported, and there is no cycle.

    app       → handlers, settings, telemetry
    handlers  → services, domain, wiring, forgetting, telemetry, pages, notify    doors: translate, call one verb
    wiring    → cabinets, shelves, clients, services, store, notify, examiner, domain, settings, telemetry
                                                       joins; the clock
    forgetting → wiring, services, store               joins what clears away whoever was erased
    cabinets  → clients, store, domain, settings       secrets and stores, each made once a process
    shelves   → store, domain                          what a release says, read where it is first asked for
    clients   → store                                  the ways to AWS, each opened when it is first needed
    services  → domain                                 verbs: fetch, permit, one step, save
    store     → domain                                 the only home of DynamoDB, S3 and KMS
    notify    → domain                                 the ways out: e-mail, SMS
    examiner  → store, domain                          looks at what was uploaded, in a process of its own
    pages     → notify, domain                         the citizen's templates, and what renders them
    domain    → nothing                                pure: no clock, no ids drawn, no network, no files
    settings, telemetry → nothing of ours

policy/ and locale/ are data: places, deadlines, calendars, words.
tests/rules/ holds these arrows.
"""
