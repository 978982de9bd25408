"""The headers that guard every page: CloudFront gives them in AWS, local/ on one machine."""


def policy(*also: str, uploads: str) -> str:
    """Give the content policy: everything from us alone, and scripts may ask these other addresses as well.

    `uploads` is where documents are posted to, by scripts and by forms.
    """
    asked, forms = " ".join(("'self'", *also, uploads)), f"'self' {uploads}"
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src {asked}; "
        f"manifest-src 'self'; worker-src 'self'; form-action {forms}; base-uri 'none'; frame-ancestors 'none'"
    )


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}
