"""What may happen to a complaint: one table; the API, the console's buttons and the diagram in docs/ follow from it.

Source of the statuses and their official words: the SP4N-LAPOR vocabulary, as far as docs/glossary.md marks it as seen.
"""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Where a complaint is in its life."""

    RECEIVED = "received"
    VERIFIED = "verified"
    IN_PROGRESS = "in_progress"
    AWAITING_CITIZEN = "awaiting_citizen"
    REFERRED = "referred"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"


class Step(StrEnum):
    """One change of a complaint; the name of the event that records it, too."""

    RECEIVE = "receive"
    VERIFY = "verify"
    CLASSIFY = "classify"
    ASSIGN = "assign"
    ASK = "ask"
    REPLY = "reply"
    NOTE = "note"
    MESSAGE = "message"
    REFER = "refer"
    ACKNOWLEDGE = "acknowledge"
    RETURN = "return"
    RECALL = "recall"
    EXTEND = "extend"
    ANSWER = "answer"
    CORRECT = "correct"
    CONFIRM = "confirm"
    DISPUTE = "dispute"
    CLOSE = "close"
    APPEAL = "appeal"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    CONTACT = "contact"
    REOPEN = "reopen"
    TAKE = "take"
    SNOOZE = "snooze"
    UNMASK = "unmask"
    WARN = "warn"
    BREACH = "breach"
    REMIND = "remind"
    RESUME = "resume"
    DELIVER = "deliver"
    UNDELIVERED = "undelivered"
    REBASE = "rebase"
    DOCUMENT_KEPT = "document_kept"
    DOCUMENT_REFUSED = "document_refused"
    DOCUMENT_REMOVED = "document_removed"
    ERASURE = "erasure"
    KEEP = "keep"
    ERASED = "erased"
    EMPTIED = "emptied"


class Party(StrEnum):
    """In which part somebody acts on a complaint.

    A leader is whoever may hear of its breaches; the owner is the citizen at the door for documents.
    """

    CITIZEN = "citizen"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    LEADER = "leader"
    RECEIVER = "receiver"
    CUSTODIAN = "custodian"
    CLOCK = "clock"
    PROVIDER = "provider"
    OWNER = "owner"
    EXAMINER = "examiner"


class Hearing(StrEnum):
    """Who may read the words of a step."""

    PUBLIC = "public"
    INTERNAL = "internal"


S = Status
CLOSED_FOR_GOOD = frozenset({S.CLOSED, S.WITHDRAWN, S.REJECTED})
OPEN = frozenset(S) - CLOSED_FOR_GOOD

RESOLUTION, FIRST_RESPONSE, REFERRAL_ACK = "resolution", "first_response", "referral_ack"
CITIZEN_WINDOW, APPEAL, APPEAL_WINDOW = "citizen_window", "appeal", "appeal_window"
OWED = (RESOLUTION, APPEAL)
CITIZENS = frozenset({CITIZEN_WINDOW, APPEAL_WINDOW})
"""Clocks that give the citizen time; nobody is late on them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table: who takes the step, from where to where, with what words, and what it does to clocks.

    `to` None leaves the status as it is; `reasons` names the policy's list of coded reasons, of which one must be
    given. `stops` a clock that a later step may set going again, `ends` it for good.
    """

    who: frozenset[Party]
    sources: frozenset[Status]
    to: Status | None = None
    hearing: Hearing = Hearing.PUBLIC
    text: bool = False
    text_required: bool = False
    reasons: str | None = None
    target: bool = False
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


def _who(*parties: Party) -> frozenset[Party]:
    return frozenset(parties)


CITIZEN, STAFF, SENIOR = _who(Party.CITIZEN), _who(Party.OFFICER), _who(Party.SUPERVISOR)
LEADER, RECEIVER, CLOCK = _who(Party.LEADER), _who(Party.RECEIVER), _who(Party.CLOCK)

STEPS: dict[Step, Rule] = {
    Step.VERIFY: Rule(STAFF, frozenset({S.RECEIVED}), S.VERIFIED, ends=(FIRST_RESPONSE,)),
    Step.CLASSIFY: Rule(STAFF, OPEN, hearing=Hearing.INTERNAL, text=True, text_required=True),
    Step.ASSIGN: Rule(STAFF, frozenset({S.VERIFIED, S.IN_PROGRESS}), S.IN_PROGRESS, target=True),
    Step.ASK: Rule(
        STAFF,
        frozenset({S.IN_PROGRESS}),
        S.AWAITING_CITIZEN,
        text=True,
        text_required=True,
        reasons="pause",
        stops=OWED,
    ),
    Step.REPLY: Rule(
        CITIZEN, frozenset({S.AWAITING_CITIZEN}), S.IN_PROGRESS, text=True, text_required=True, resumes=OWED
    ),
    Step.NOTE: Rule(STAFF, OPEN, hearing=Hearing.INTERNAL, text=True, text_required=True),
    Step.MESSAGE: Rule(CITIZEN | STAFF, OPEN, text=True, text_required=True),
    Step.REFER: Rule(
        STAFF,
        frozenset({S.VERIFIED, S.IN_PROGRESS}),
        S.REFERRED,
        text=True,
        reasons="refer",
        target=True,
        starts=(REFERRAL_ACK,),
    ),
    Step.ACKNOWLEDGE: Rule(RECEIVER, frozenset({S.REFERRED}), S.IN_PROGRESS, text=True, ends=(REFERRAL_ACK,)),
    Step.RETURN: Rule(
        RECEIVER,
        frozenset({S.REFERRED}),
        S.IN_PROGRESS,
        hearing=Hearing.INTERNAL,
        text=True,
        text_required=True,
        ends=(REFERRAL_ACK,),
    ),
    Step.RECALL: Rule(
        STAFF, frozenset({S.REFERRED}), S.IN_PROGRESS, hearing=Hearing.INTERNAL, text=True, ends=(REFERRAL_ACK,)
    ),
    Step.EXTEND: Rule(SENIOR, frozenset({S.IN_PROGRESS}), text=True, reasons="extend"),
    Step.ANSWER: Rule(
        STAFF, frozenset({S.VERIFIED, S.IN_PROGRESS}), S.ANSWERED, text=True, text_required=True, stops=OWED
    ),
    Step.CORRECT: Rule(
        STAFF, frozenset({S.ANSWERED}), S.ANSWERED, text=True, text_required=True, ends=(CITIZEN_WINDOW,)
    ),
    Step.CONFIRM: Rule(
        CITIZEN, frozenset({S.ANSWERED}), S.CLOSED, text=True, starts=(APPEAL_WINDOW,), ends=(CITIZEN_WINDOW,)
    ),
    Step.DISPUTE: Rule(
        CITIZEN,
        frozenset({S.ANSWERED}),
        S.IN_PROGRESS,
        text=True,
        text_required=True,
        ends=(CITIZEN_WINDOW,),
        resumes=(RESOLUTION, APPEAL),
    ),
    Step.CLOSE: Rule(CLOCK | STAFF, frozenset({S.ANSWERED}), S.CLOSED, starts=(APPEAL_WINDOW,), ends=(CITIZEN_WINDOW,)),
    Step.APPEAL: Rule(
        CITIZEN,
        frozenset({S.ANSWERED, S.CLOSED}),
        S.IN_PROGRESS,
        text=True,
        text_required=True,
        starts=(APPEAL,),
        ends=(CITIZEN_WINDOW, APPEAL_WINDOW, RESOLUTION),
    ),
    Step.REJECT: Rule(
        STAFF,
        frozenset({S.RECEIVED, S.VERIFIED}),
        S.REJECTED,
        text=True,
        text_required=True,
        reasons="reject",
        stops=(RESOLUTION,),
        ends=(FIRST_RESPONSE,),
    ),
    Step.WITHDRAW: Rule(
        CITIZEN, OPEN, S.WITHDRAWN, text=True, ends=(FIRST_RESPONSE, RESOLUTION, REFERRAL_ACK, CITIZEN_WINDOW, APPEAL)
    ),
    Step.CONTACT: Rule(CITIZEN, frozenset(S)),
    Step.REOPEN: Rule(
        SENIOR,
        frozenset({S.CLOSED, S.REJECTED}),
        S.IN_PROGRESS,
        text=True,
        text_required=True,
        resumes=(RESOLUTION, APPEAL),
        ends=(APPEAL_WINDOW,),
    ),
    Step.TAKE: Rule(LEADER, OPEN, hearing=Hearing.INTERNAL),
    Step.SNOOZE: Rule(LEADER, OPEN, hearing=Hearing.INTERNAL, reasons="snooze"),
    Step.UNMASK: Rule(_who(Party.CUSTODIAN), frozenset(S)),
    Step.WARN: Rule(CLOCK, OPEN),
    Step.BREACH: Rule(CLOCK, OPEN),
    Step.REMIND: Rule(CLOCK, OPEN),
    Step.RESUME: Rule(CLOCK, frozenset({S.AWAITING_CITIZEN}), S.IN_PROGRESS, resumes=(RESOLUTION, APPEAL)),
    Step.DELIVER: Rule(_who(Party.PROVIDER), frozenset({S.ANSWERED}), starts=(CITIZEN_WINDOW,)),
    Step.UNDELIVERED: Rule(_who(Party.PROVIDER), frozenset({S.ANSWERED}), ends=(CITIZEN_WINDOW,)),
    Step.REBASE: Rule(CLOCK, OPEN),
    Step.DOCUMENT_KEPT: Rule(_who(Party.EXAMINER), frozenset(S)),
    Step.DOCUMENT_REFUSED: Rule(_who(Party.EXAMINER), frozenset(S)),
    Step.DOCUMENT_REMOVED: Rule(_who(Party.OWNER), frozenset(S)),
    Step.ERASURE: Rule(CITIZEN, frozenset(S)),
    Step.KEEP: Rule(CITIZEN, frozenset(S)),
    Step.ERASED: Rule(CLOCK, frozenset(S)),
    Step.EMPTIED: Rule(CLOCK, frozenset(S)),
}
