"""Giving the open cases of an office, and of those under it, the calendar that was signed off: page by page.

Every case is one conditional transaction of its own. A sweep that is cut off leaves the job due, and the next one goes
on where it was; a case that could not be reached brings the whole job back, which finds the others done.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from chalicelib.domain.found import Job
from chalicelib.domain.offices import Offices
from chalicelib.domain.sending import Key

MARK = "JOB#"
LATER = timedelta(minutes=10)
LISTS = ("cases", "reports", "away")


class Jobs(Protocol):
    """What is left to do, and the lists of open cases."""

    def get(self, key: Key) -> Job | None:
        """Read a job; None when there is none any more."""

    def page(self, office: str, kind: str, after: str) -> tuple[tuple[str, ...], str]:
        """Give tickets from one of the LISTS, and where the next page starts, empty at the end."""

    def keep(self, job: Job) -> None:
        """Note how far a job is."""

    def again(self, job: Job, at: datetime) -> None:
        """Go through all of it once more, later."""

    def finish(self, job: Job) -> None:
        """It is due no more."""


def walk(key: Key, jobs: Jobs, offices: Offices, now: datetime, reach: Callable[[str], bool | None]) -> bool:
    """Reach every case of a job; False when there was no time for all of them.

    `reach` does what is due on one case: True when it did, False when it could not, None when time is up.
    """
    job = jobs.get(key)
    missed = job is not None and job.missed
    for done, tickets in _pages(job, jobs, offices) if job else ():
        for ticket in tickets:
            reached = reach(ticket)
            if reached is None:
                return False
            missed = missed or not reached
        jobs.keep(replace(done, missed=missed))
    if job and missed:
        jobs.again(job, now + LATER)
    elif job:
        jobs.finish(job)
    return True


def _pages(job: Job, jobs: Jobs, offices: Offices) -> Iterator[tuple[Job, tuple[str, ...]]]:
    """Yield each page that has a case, with the job as it is once that page is done."""
    lists = [(one.slug, kind) for one in offices.within(offices.get(job.office).path) for kind in LISTS]
    for number, (office, kind) in list(enumerate(lists))[job.list :]:
        after, more = job.after if number == job.list else "", True
        while more:
            tickets, after = jobs.page(office, kind, after)
            more = bool(after)
            if tickets:
                yield replace(job, list=number if more else number + 1, after=after), tickets
