"""Office files (Word, Excel, PowerPoint in their open form) are taken apart: no macros, no embedded objects, no bombs."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from dataclasses import dataclass
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub.files.refusal import UnacceptableFile

MAX_ENTRIES = 2000
MAX_RATIO = 100
RATIO_COUNTS_FROM = 1024 * 1024  # bytes unpacked: small texts shrink a hundredfold and do no harm
MAX_UNPACKED = 100 * 1024 * 1024
CHUNK = 256 * 1024
MAX_PART = 2 * 1024 * 1024  # bytes of a part that is read here
TYPES_PART = "[Content_Types].xml"
ACTIVE_PARTS = ("vbaproject", "/embeddings/", "/activex/", "/ctrlprops/", "customui", "macrosheets", "/externallinks/")
ACTIVE_TARGETS = ("attachedtemplate", "oleobject", "frame", "externallink", "vbaproject", "subdocument")
ENCRYPTED = 0x1


@dataclass(frozen=True)
class OfficeKind:
    """One kind of office file: what it is called, the ending of its name and its main part."""

    name: str | Promise
    extension: str
    main: str


_PREFIX = "application/vnd.openxmlformats-officedocument."
OFFICE_TYPES = {
    f"{_PREFIX}wordprocessingml.document": OfficeKind(_("Word document"), ".docx", "word/document.xml"),
    f"{_PREFIX}spreadsheetml.sheet": OfficeKind(_("Excel workbook"), ".xlsx", "xl/workbook.xml"),
    f"{_PREFIX}presentationml.presentation": OfficeKind(_("PowerPoint slides"), ".pptx", "ppt/presentation.xml"),
}


def read_office(content: BinaryIO) -> str | None:
    """Return the media type of an office file, or None for any other archive. Raises UnacceptableFile (damaged, bomb,
    protected, active_content).
    """
    try:
        with zipfile.ZipFile(content) as archive:
            entries = archive.infolist()
            _weigh(entries)
            names = {entry.filename for entry in entries}
            kinds = [media_type for media_type, kind in OFFICE_TYPES.items() if kind.main in names]
            if TYPES_PART not in names or len(kinds) != 1:
                return None
            _inspect(archive, entries, kinds[0])
            _unpack(archive, entries)
            return kinds[0]
    except UnacceptableFile:
        raise
    except (DefusedXmlException, ParseError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, ValueError, OSError, EOFError,
            NotImplementedError, RuntimeError) as error:  # fmt: skip
        raise UnacceptableFile("damaged") from error
    finally:
        content.seek(0)


def _weigh(entries: list[zipfile.ZipInfo]) -> None:
    unpacked, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
        raise UnacceptableFile("bomb")
    weights = [(unpacked, packed), *((e.file_size, e.compress_size) for e in entries)]
    if any(large > RATIO_COUNTS_FROM and large > MAX_RATIO * small for large, small in weights):
        raise UnacceptableFile("bomb")
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names) or any(_leads_out(name) for name in names):
        raise UnacceptableFile("damaged")
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise UnacceptableFile("protected")


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _inspect(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], media_type: str) -> None:
    for entry in entries:
        if any(part in f"/{entry.filename.lower()}" for part in ACTIVE_PARTS):
            raise UnacceptableFile("active_content")
        if entry.filename.lower().endswith(".rels"):
            _inspect_targets(_parsed(archive, entry))
    types = _parsed(archive, archive.getinfo(TYPES_PART))
    said = [str(node.get("ContentType", "")).lower() for node in types.iter()]
    if any("macroenabled" in word or "vbaproject" in word for word in said):
        raise UnacceptableFile("active_content")
    main = f"/{OFFICE_TYPES[media_type].main}"
    if not any(
        node.get("PartName") == main and node.get("ContentType") == f"{media_type}.main+xml" for node in types.iter()
    ):
        raise UnacceptableFile("damaged")


def _unpack(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """Read every part to its end: one that is not as long as it says, or not whole, is found (by its checksum)."""
    for entry in entries:
        with archive.open(entry) as part:
            while part.read(CHUNK):
                pass


def _inspect_targets(relations: Element) -> None:
    for relation in relations.iter():
        kind = str(relation.get("Type", "")).lower().rpartition("/")[2]
        if relation.get("TargetMode") == "External" and kind in ACTIVE_TARGETS:
            raise UnacceptableFile("active_content")


def _parsed(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Element:
    """Parse a part without entities and declarations of its own."""
    if entry.file_size > MAX_PART:
        raise UnacceptableFile("bomb")
    with archive.open(entry) as part:
        text = part.read(MAX_PART + 1)
    if len(text) > MAX_PART:
        raise UnacceptableFile("bomb")
    return fromstring(text, forbid_dtd=True)
