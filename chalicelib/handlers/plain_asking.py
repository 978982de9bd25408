"""What the plain form asks besides, once it is known what the complaint is about: a second step on the same page."""

from dataclasses import dataclass
from typing import Any

from chalicelib import wiring
from chalicelib.domain.policy import Policy
from chalicelib.domain.questions import Question
from chalicelib.pages import forms
from chalicelib.pages.asking import asked


@dataclass(frozen=True, slots=True)
class Asking:
    """`about` is the choice that these questions go with, `seen` whether they are no news on the page."""

    edition: str
    about: str
    questions: tuple[Question, ...]
    seen: bool

    @property
    def due(self) -> bool:
        """Whether something is to be asked before this can be sent."""
        return bool(self.questions) and not self.seen

    def shown(self, say: wiring.Words) -> dict[str, Any]:
        """Give what the template prints."""
        return {
            "about": self.about,
            "edition": self.edition,
            "first": self.due,
            "questions": [one | {"called": _called(one, say)} for one in asked(self.questions, say)],
        }

    def answers(self, fields: forms.Fields) -> dict[str, object]:
        """Give what goes into the body of the complaint."""
        return {"questions": self.edition, "answers": forms.answered(fields, self.questions)} if self.questions else {}


def _called(one: dict[str, Any], say: wiring.Words) -> str:
    """Name the earlier answers that call for a question: without a script it cannot come and go."""
    return say("list.items").join(say(f"question.{one['after']}.{answer}") for answer in one["when"])


def asking(fields: forms.Fields) -> Asking:
    """Work out what goes with the chosen kind and category, under the edition that was on the page."""
    kind, category = forms.first(fields, "kind"), forms.first(fields, "category")
    policy, about = _policy(forms.first(fields, "questions")), f"{kind} {category}"
    known = forms.first(fields, "asked") == about or bool(forms.first(fields, "switch"))
    return Asking(policy.version, about, policy.asks(kind, category), seen=known)


def _policy(edition: str) -> Policy:
    book = wiring.book()
    return book.policies.get(edition) or book.in_force(wiring.clock())
