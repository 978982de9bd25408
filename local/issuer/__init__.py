"""A small OpenID Connect issuer: what Cognito is to the officers' console in AWS. It asks no password."""
