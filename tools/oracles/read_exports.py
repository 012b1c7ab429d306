"""Reads one set of exports with NLTK, csv and json, and slices every offset. One JSON line for each check."""

import csv
import json
import os
import re
import sys
from collections import Counter
from xml.etree import ElementTree

home = sys.argv[1]
csv.field_size_limit(2**31 - 1)


def path(*names):
    return os.path.join(home, *names)


def text_of(*names):
    with open(path(*names), encoding="utf-8", newline="") as file:
        return file.read()


def lines_of(*names):
    return [json.loads(line) for line in text_of(*names).split("\n") if line]


expected = json.loads(text_of("expected.json"))
documents = expected["documents"]


def points(text, at):
    """From UTF-16 units, in which the app counts, to code points."""
    return len(text.encode("utf-16-le")[: at * 2].decode("utf-16-le"))


def wanted(form):
    """(text, start, end) of every fragment that is not reported as left out."""
    lost = set(expected["lost"][form]) if form in expected["lost"] else set()
    return sorted(
        (one["text"], points(one["text"], place["start"]), points(one["text"], place["end"]))
        for one in documents
        for span in one["spans"]
        if f"{one['id']} {span['id']}" not in lost
        for place in span["fragments"]
    )


def same(found, want):
    """Links to stretches of text may be spans of their own there, so more than the wanted ones are found."""
    missing = Counter(want) - Counter(found)
    assert not missing, f"missing {[one[1:] for one in list(missing)[:3]]} of {len(want)} among {len(found)}"


def jsonl():
    found = []
    for record in lines_of("jsonl", "export.jsonl"):
        for one in record["annotations"]:
            for place in one["fragments"]:
                assert record["text"][place["start"] : place["end"]] == place["text"], place
                found.append((record["text"], place["start"], place["end"]))
    same(found, wanted("jsonl"))


def doccano():
    found = []
    for record in lines_of("doccano", "doccano.jsonl"):
        spans = record.get("entities") or record.get("label") or []
        for one in spans:
            start, end = (one["start_offset"], one["end_offset"]) if isinstance(one, dict) else one[:2]
            found.append((record["text"], points(record["text"], start), points(record["text"], end)))
    same(found, wanted("doccano"))


def labelstudio():
    found = []
    for task in json.loads(text_of("labelstudio", "tasks.json")):
        for one in [*task["annotations"], *task["predictions"]]:
            for result in one["result"]:
                value = result.get("value", {})
                if "start" not in value or result["type"] == "textarea":
                    continue
                stands = task["data"]["text"][value["start"] : value["end"]]
                assert stands == value["text"], value
                if result["type"].endswith("labels"):
                    found.append((task["data"]["text"], value["start"], value["end"]))
    same(found, wanted("labelstudio"))


def prodigy():
    for name in ("ner.jsonl", "relations.jsonl", "spans.jsonl"):
        for record in lines_of("prodigy", name):
            tokens = record["tokens"]
            for token in tokens:
                assert record["text"][token["start"] : token["end"]] == token["text"], token
            for one in record["spans"]:
                assert tokens[one["token_start"]]["start"] == one["start"], one
                assert tokens[one["token_end"]]["end"] == one["end"], one


def spacy():
    for record in lines_of("spacy", "spans.jsonl"):
        places = [*record["entities"], *(one for group in record["spans"].values() for one in group)]
        for start, end, _ in places:
            assert 0 <= start < end <= len(record["text"])
        ends = sorted((start, end) for start, end, _ in record["entities"])
        assert all(a[1] <= b[0] for a, b in zip(ends, ends[1:])), "entities overlap"


def brat():
    found = 0
    for folder, _, names in os.walk(path("brat")):
        for name in names:
            if not name.endswith(".ann"):
                continue
            text = text_of(folder, name[:-4] + ".txt")
            for line in text_of(folder, name).split("\n"):
                if not line.startswith("T"):
                    continue
                _, place, quote = line.split("\t")
                parts = [part.split(" ")[-2:] for part in place.split(";")]
                stands = " ".join(text[int(a) : int(b)] for a, b in parts)
                assert stands == quote and "\n" not in stands, line
                found += 1
    assert found > 0


def unescaped(cell):
    """Tabs, line ends and backslashes of a cell in TSV."""
    return re.sub(r"\\([tnr\\])", lambda found: {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}[found[1]], cell)


def tables(form, **dialect):
    with open(path(form, f"documents.{form}"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True, **dialect))
    # As the README beside the tables says.
    guard = re.search("replace `(.+?)` with nothing", text_of(form, "README.md"))[1]
    bare = lambda cell: re.sub(guard, "", cell)
    plain = bare if form == "csv" else lambda cell: bare(unescaped(cell))
    texts = {row["doc_id"]: plain(row["text"]) for row in rows}
    assert sorted(texts.values()) == sorted(one["text"] for one in documents), "texts differ"
    found = []
    with open(path(form, f"spans.{form}"), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True, **dialect):
            text, start, end = texts[row["doc_id"]], int(row["start"]), int(row["end"])
            quote = plain(row["text"])
            assert text[start:end] == quote, row
            assert points(text, int(row["start_utf16"])) == start, row
            found.append((text, start, end))
    same(found, wanted(form))


def w3c():
    found = []

    def walk(value, folder):
        if isinstance(value, list):
            for one in value:
                walk(one, folder)
        elif isinstance(value, dict):
            selectors = value.get("selector")
            if isinstance(selectors, list):
                text = text_of("w3c", value["source"])
                place = next((one for one in selectors if one["type"] == "TextPositionSelector"), None)
                quote = next((one for one in selectors if one["type"] == "TextQuoteSelector"), None)
                if place and quote:
                    assert text[place["start"] : place["end"]] == quote["exact"], place
                    found.append(place)
            for one in value.values():
                walk(one, folder)

    for name in os.listdir(path("w3c")):
        if name.endswith(".jsonld"):
            walk(json.loads(text_of("w3c", name)), "w3c")
    assert len(found) > 0


def refi_qda():
    """Each selection against the text file that its source names; the name of a selection is how its text begins."""
    space = {"q": "urn:QDA-XML:project:1.0"}
    found = []
    for source in ElementTree.parse(path("refi-qda", "project.qde")).getroot().iterfind(".//q:TextSource", space):
        text = text_of("refi-qda", "sources", source.get("plainTextPath").removeprefix("internal://"))
        for selection in source.iterfind("q:PlainTextSelection", space):
            start, end = int(selection.get("startPosition")), int(selection.get("endPosition"))
            assert text[start:end][:100].replace("\n", " ") == selection.get("name"), selection.attrib
            found.append((text, start, end))
    # Characters that XML forbids are spaces there.
    blank = lambda one: (re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", " ", one[0]), *one[1:])
    same(found, [blank(one) for one in wanted("refi-qda")])


def nltk(form, columns):
    try:
        from nltk.corpus.reader.conll import ConllCorpusReader
    except ImportError:
        raise LookupError("NLTK is not installed for /usr/bin/python3")
    names = sorted(name for name in os.listdir(path(form)) if name.endswith(".conll"))
    words = 0
    for name in names:
        reader = ConllCorpusReader(path(form), [name], columns)
        for grid in reader._grids():
            for row in grid:
                assert len(row) == len(columns), row
                assert row[-1] == "O" or row[-1][:2] in ("B-", "I-", "E-", "S-"), row
                words += row[0] != "-DOCSTART-"
    own = sum(
        1
        for name in names
        for line in text_of(form, name).split("\n")
        if line.strip() and not line.startswith("-DOCSTART-")
    )
    assert words == own > 0, f"{words} words and not {own}"
    said = "".join(one["text"] for one in documents)
    assert words <= len(said)


CHECKS = {
    "json, jsonl": jsonl,
    "json, doccano": doccano,
    "json, labelstudio": labelstudio,
    "json, prodigy": prodigy,
    "json, spacy": spacy,
    "json, w3c": w3c,
    "slices, brat": brat,
    "slices, refi-qda": refi_qda,
    "csv, csv": lambda: tables("csv"),
    "csv, tsv": lambda: tables("tsv", delimiter="\t", quoting=csv.QUOTE_NONE),
    "NLTK, conll2002": lambda: nltk("conll2002", ("words", "ne")),
    "NLTK, conll2003": lambda: nltk("conll2003", ("words", "pos", "ignore", "ne")),
    "NLTK, iob2-tab": lambda: nltk("iob2-tab", ("words", "ne")),
    "NLTK, bioes": lambda: nltk("bioes", ("words", "ne")),
}
for name, check in CHECKS.items():
    try:
        check()
        print(json.dumps([name, "passed", ""]))
    except LookupError as error:
        skip = type(error) is LookupError
        print(json.dumps([name, "skipped" if skip else "failed", repr(error)[:400]]))
    except Exception as error:
        print(json.dumps([name, "failed", repr(error)[:400]]))
