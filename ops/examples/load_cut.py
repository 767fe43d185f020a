"""Loads a data cut into pandas: every dataset of SDTM or ADaM as a frame, with labels, types and code lists.

    from load_cut import load_cut
    cut = load_cut(folder="PACKAGE")                                       # the unpacked archive package
    cut = load_cut(server="https://ecrf.example.org", cut="cut 01")        # the server, with an access token in ECRF_TOKEN
    cut["adsl"]["TRT01P"].value_counts(); cut["adsl"].attrs["labels"]["TRT01P"]

From a shell: python3 load_cut.py PACKAGE [adam|sdtm], or python3 load_cut.py SERVER CUT [adam|sdtm]; prints what was loaded.
Needs Python 3.9 and pandas 1.5 or newer. A token is made on the page Account; keep it in the environment, never in a script.
"""
import csv
import io
import json
import os
import re
import sys
import urllib.parse
import urllib.request
from pathlib import Path

import pandas as pd

WHOLE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def load_cut(folder=None, server=None, cut=None, standard="adam", token=None, decode=True):
    """A dict of frames by the name of the dataset in small letters."""
    texts = texts_of_folder(Path(folder) / standard) if server is None else texts_of_server(server, cut, standard, token or os.environ.get("ECRF_TOKEN", ""))
    lists = code_lists(next(texts))
    return {frame.attrs["name"].lower(): frame for frame in (load_dataset(json.loads(text), lists, decode) for text in texts)}


def texts_of_folder(folder):
    """The code lists first, then each dataset."""
    yield (folder / "code-lists.csv").read_text("utf-8")
    for path in sorted((folder / "dataset-json").glob("*.json")):
        yield path.read_text("utf-8")


def texts_of_server(server, cut, standard, token):
    if not token:
        raise SystemExit("Put an access token into the environment variable ECRF_TOKEN.")

    def take(url):
        asked = urllib.request.Request(server.rstrip("/") + url, headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(asked) as answer:
            return answer.read().decode("utf-8")

    described = json.loads(take("/api/v1/cuts/" + urllib.parse.quote(cut, safe="")))
    written = next(each for each in described["formats"] if each["format"] == standard)
    if written["state"] != "done":
        raise SystemExit(f"The cut was not written as {standard} yet: ask for it on the page Data cuts.")
    urls = {each["file"]: each["url"] for each in written["files"]}
    yield take(urls["code-lists.csv"])
    for file in sorted(urls):
        if file.startswith("dataset-json/"):
            yield take(urls[file])


def code_lists(text):
    lists = {}
    for row in csv.DictReader(io.StringIO(text, newline="")):
        lists.setdefault((row["DATASET"], row["VARIABLE"]), {})[row["VALUE"]] = row["DECODE"]
    return lists


def load_dataset(content, lists, decode):
    columns = {}
    for at, described in enumerate(content["columns"]):
        column = typed([row[at] for row in content["rows"]], described["dataType"])
        terms = lists.get((content["name"], described["name"]))
        columns[described["name"]] = listed(column, terms) if decode and terms else column
    frame = pd.DataFrame(columns, columns=[each["name"] for each in content["columns"]])
    frame.attrs.update(name=content["name"], label=content["label"], labels={each["name"]: each["label"] for each in content["columns"]})
    return frame


def typed(cells, data_type):
    """Partial dates stay text: a day that nobody knows is not invented. Missing text is "" as in the file, a missing number or date is missing."""
    if data_type == "integer":
        return pd.Series(cells, dtype="Int64")
    if data_type in ("float", "double", "decimal"):
        return pd.Series([None if cell is None else float(cell) for cell in cells], dtype="Float64")
    if data_type == "date" and all(not cell or WHOLE_DATE.match(cell) for cell in cells):
        return pd.to_datetime(pd.Series([cell or None for cell in cells], dtype="object"), format="%Y-%m-%d")
    return pd.Series(cells, dtype="object")


def listed(column, terms):
    """Categories with the meanings as their names. A list that lacks a value of the column is left alone; where two codes mean the same, the codes stay."""
    values = [None if pd.isna(value) or value == "" else str(value) for value in column]
    if any(value is not None and value not in terms for value in values):
        return column
    names = terms if len(set(terms.values())) == len(terms) else {value: value for value in terms}
    return pd.Series(pd.Categorical([None if value is None else names[value] for value in values], categories=list(names.values())))


if __name__ == "__main__":
    given = sys.argv[1:]
    if not given:
        raise SystemExit("Name the folder of an archive package, or a server and a cut.")
    is_server = given[0].startswith(("http://", "https://"))
    rest = dict(enumerate(given[2 if is_server else 1:]))
    loaded = load_cut(server=given[0], cut=given[1], standard=rest.get(0, "adam")) if is_server else load_cut(folder=given[0], standard=rest.get(0, "adam"))
    for name, frame in loaded.items():
        print(f"{name:<10} {len(frame):>6} rows {len(frame.columns):>4} columns  {frame.attrs['label']}")
