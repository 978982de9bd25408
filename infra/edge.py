"""What CloudFront is told beside infra/edge.yaml: its two functions, and the headers of everything that it gives."""

import json
from pathlib import Path
from typing import Any

from chalicelib.notify.texts import languages, staffed
from infra.headers import HEADERS, policy
from web.build import AGENCIES, PAGES
from web.frames import FRAMES

HERE = Path(__file__).parent / "edge"
COGNITO = (
    "https://cognito-idp.${AWS::Region}.${AWS::URLSuffix}",
    "https://${SignInDomain}.auth.${AWS::Region}.amazoncognito.com",
)
UPLOADS = "https://${QuarantineBucket}.s3.${AWS::Region}.${AWS::URLSuffix}"
TO_THE_API = ("/v1/*", "/*/lacak/plain*", "/*/lapor/plain*", "/*/pesan/*", "/*/statistik*")
"""What the API answers; all else is a page."""

BEHAVIOUR: dict[str, Any] = {
    "TargetOriginId": "api",
    "ViewerProtocolPolicy": "https-only",
    "AllowedMethods": ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"],
    "Compress": True,
    "CachePolicyId": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
    "OriginRequestPolicyId": "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    "ResponseHeadersPolicyId": {"Ref": "Headers"},
    "FunctionAssociations": [
        {"EventType": "viewer-request", "FunctionARN": {"Fn::GetAtt": ["CallerFunction", "FunctionARN"]}}
    ],
}


def function(name: str) -> str:
    """Give the code of one of CloudFront's functions, with today's languages and pages."""
    places = sorted({*PAGES, *AGENCIES, *FRAMES})
    text = (HERE / f"{name}.js").read_text(encoding="utf-8")
    return text.replace("LANGUAGES;", f"{json.dumps(languages())};").replace("PAGES;", f"{json.dumps(places)};")


def template() -> dict[str, Any]:
    """Give what the edge has beyond its data in edge.yaml."""
    coded = {"PagesFunction": "pages", "CallerFunction": "caller"}
    made: dict[str, Any] = {name: {"Properties": {"FunctionCode": function(file)}} for name, file in coded.items()}
    strict = {"AccessControlMaxAgeSec": 63072000, "IncludeSubdomains": True, "Preload": False, "Override": True}
    made["Headers"] = {
        "Properties": {
            "ResponseHeadersPolicyConfig": {
                "SecurityHeadersConfig": {
                    "ContentSecurityPolicy": {
                        "ContentSecurityPolicy": {"Fn::Sub": policy(*COGNITO, uploads=UPLOADS)},
                        "Override": True,
                    },
                    "ContentTypeOptions": {"Override": True},
                    "FrameOptions": {"FrameOption": HEADERS["X-Frame-Options"], "Override": True},
                    "ReferrerPolicy": {"ReferrerPolicy": HEADERS["Referrer-Policy"], "Override": True},
                    "StrictTransportSecurity": strict,
                }
            }
        }
    }
    behaviours = [BEHAVIOUR | {"PathPattern": path} for path in TO_THE_API]
    made["Distribution"] = {"Properties": {"DistributionConfig": {"CacheBehaviors": behaviours}}}
    desks = [f"https://${{Domain}}/{language}/petugas/" for language in staffed()]
    back = {"CallbackURLs": [{"Fn::Sub": f"{desk}masuk/"} for desk in desks]}
    made["Console"] = {"Properties": back | {"LogoutURLs": [{"Fn::Sub": desk} for desk in desks]}}
    return {"Resources": made}
