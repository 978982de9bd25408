"""Where the local cloud lives: its folder, which a restart keeps, and its three loopback addresses."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Places:
    """`home` is what survives a restart; deleting it, while nothing runs, starts the local cloud afresh."""

    home: Path
    port: int
    pages: Path = ROOT / "web" / "dist"

    @property
    def site(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def emulator_port(self) -> int:
        return self.port + 1

    @property
    def emulator(self) -> str:
        return f"http://{HOST}:{self.emulator_port}"

    @property
    def provider(self) -> str:
        return f"{self.site}/_local/provider/aws"

    @property
    def issuer(self) -> str:
        return f"{self.site}/_local/oidc"
