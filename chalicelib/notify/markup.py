"""A line of text as HTML: nothing in it is markup, and each address in it can be pressed."""

import re
from html import escape

ADDRESS = re.compile(r"https?://\S+")
STYLE = "color:inherit;text-decoration:underline;overflow-wrap:anywhere"


def linked(text: str) -> str:
    """Escape a line, and make links of its addresses."""
    return ADDRESS.sub(lambda found: f'<a href="{found[0]}" style="{STYLE}">{found[0]}</a>', escape(text))
