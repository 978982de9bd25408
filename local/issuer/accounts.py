"""The sample people: at least one in every role."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Account:
    """`sub` is the id of the grant; `restricted` may read foreigner reports and nothing else."""

    sub: str
    name: str
    role: str
    office: str
    restricted: bool = False

    @property
    def email(self) -> str:
        return f"{self.sub}@imigrasi.example"

    @property
    def limit(self) -> str:
        """What to say of whoever may not see everything; nothing of anybody else."""
        return ", foreigner reports only" if self.restricted else ""


def account(role: str, office: str) -> Account:
    """Make up a person of this role at this office."""
    words = office.replace("-", " ").title()
    return Account(f"{role}.{office}", f"{role.capitalize()} {words}", role, office)


HOME = {
    "officer": "jakarta-utara",
    "supervisor": "jakarta-utara",
    "head": "jakarta-utara",
    "region": "wilayah-dki-jakarta",
    "centre": "pusat",
    "custodian": "pusat",
    "auditor": "pusat",
    "admin": "pusat",
}
ACCOUNTS = (
    Account("officer.jakarta-utara", "Sari Wulandari", "officer", "jakarta-utara"),
    Account("officer2.jakarta-utara", "Bagus Prakoso", "officer", "jakarta-utara"),
    Account("supervisor.jakarta-utara", "Maria Simanjuntak", "supervisor", "jakarta-utara"),
    Account("head.jakarta-utara", "Hendra Gunawan", "head", "jakarta-utara"),
    Account("intel.jakarta-utara", "Yusuf Lubis", "officer", "jakarta-utara", restricted=True),
    Account("officer.surabaya", "Dewi Anggraini", "officer", "surabaya"),
    Account("region.wilayah-dki-jakarta", "Rini Hartati", "region", "wilayah-dki-jakarta"),
    Account("centre.pusat", "Made Suryawan", "centre", "pusat"),
    Account("custodian.pusat", "Fatimah Zahra", "custodian", "pusat"),
    Account("auditor.pusat", "Petrus Kambu", "auditor", "pusat"),
    Account("admin.pusat", "Agus Salim", "admin", "pusat"),
    Account("admin2.pusat", "Nurul Hidayah", "admin", "pusat"),
)
BY_SUB = {one.sub: one for one in ACCOUNTS}
