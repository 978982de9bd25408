"""Every look of our people into a complaint leaves its record first."""

import os

from chalicelib import wiring
from chalicelib.domain.access import Field, can_read
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import NotFound
from chalicelib.domain.looks import Look
from chalicelib.domain.people import Staff


def seen(staff: Staff, case: Complaint, field: Field, what: str) -> Complaint:
    """Refuse, or record the look and go on. What cannot be recorded is not shown."""
    if not can_read(staff, field, case):
        raise NotFound
    look = Look(case.ticket, staff.id, what, wiring.clock(), staff.role.value, staff.office)
    wiring.audit().record(look, os.urandom(6).hex())
    return case
