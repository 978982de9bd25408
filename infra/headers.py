"""The headers that guard every page: CloudFront gives them in AWS, local/ on one machine."""


def policy(*also: str) -> str:
    """Give the content policy: everything from us alone, and scripts may ask these other addresses as well."""
    asked = " ".join(("'self'", *also))
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src {asked}; "
        "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


HEADERS = {
    "Content-Security-Policy": policy(),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}
