"""Photos: decoded within limits, and encoded again without anything but the picture."""

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, UnidentifiedImageError

from chalicelib.domain.attachments import Finding, Limits, Reason

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
QUALITY = 88
SEE_THROUGH = frozenset({"RGBA", "LA", "PA"})


def examine(content: bytes, limits: Limits) -> tuple[str, Finding]:
    """Give the type that it is, and the copy: turned as its EXIF says, and without EXIF, GPS, comments and profiles.

    The size in pixels is read from the header and checked before a pixel is decoded.
    """
    try:
        with Image.open(BytesIO(content), formats=tuple(FORMATS)) as opened:
            found = FORMATS[str(opened.format)]
            if opened.width * opened.height > limits.pixels:
                return found, Finding(Reason.TOO_MANY_PIXELS)
            opened.load()
            return found, _again(ImageOps.exif_transpose(opened), found)
    except UnidentifiedImageError:
        return "", Finding(Reason.WRONG_TYPE)
    except Image.DecompressionBombError:
        return "", Finding(Reason.TOO_MANY_PIXELS)
    except (OSError, ValueError, SyntaxError, MemoryError, OverflowError):
        return "", Finding(Reason.DAMAGED)


def _again(picture: "Picture", found: str) -> Finding:
    """A PNG stays one, since it may be a screen with small letters; everything else becomes a JPEG."""
    see_through = picture.mode in SEE_THROUGH or "transparency" in picture.info
    made = BytesIO()
    if found == "image/png":
        bare = picture.convert("RGBA" if see_through else "RGB")
        _bare(bare).save(made, "PNG", optimize=False)
        return Finding(type="image/png", content=made.getvalue())
    _bare(_on_white(picture) if see_through else picture.convert("RGB")).save(made, "JPEG", quality=QUALITY)
    return Finding(type="image/jpeg", content=made.getvalue())


def _on_white(picture: "Picture") -> "Picture":
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture.convert("RGBA"))
    return ground.convert("RGB")


def _bare(picture: "Picture") -> "Picture":
    """Whatever else came with the pixels would be written again."""
    picture.info.clear()
    return picture
