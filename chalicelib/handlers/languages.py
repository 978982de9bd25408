"""Which of our languages a caller prefers."""

from chalicelib import wiring


def preferred(header: str) -> str:
    """Read Accept-Language: the best-weighted language that we speak, else the first of ours."""
    ours = wiring.languages()
    wanted = sorted((_weighted(part) for part in header.split(",")[:20]), key=lambda pair: -pair[0])
    return next((tongue for weight, tongue in wanted if tongue in ours and weight > 0), ours[0])


def _weighted(part: str) -> tuple[float, str]:
    tongue, _, quality = part.strip().lower().partition(";q=")
    try:
        weight = float(quality) if quality else 1.0
    except ValueError:
        weight = 0.0
    return weight, tongue.partition("-")[0]
