#!/usr/bin/env python3
"""An independent count of the Bureau's CSV files: the figures that `redress records figures --json` must give.

    cfpb_figures.py FILE...                      prints the figures as JSON
    cfpb_figures.py --compare FIGURES FILE...    compares with what redress printed; exit status 1 if they differ

Standard library only, and nothing of the Rust code: where both agree, both counted the same.
"""

import argparse
import collections
import csv
import json
import pathlib
import sys

MAPPING = pathlib.Path(__file__).resolve().parents[2] / "src/domain/record/companies.tsv"

RESPONSES = {
    "Closed with monetary relief": "monetary-relief",
    "Closed with non-monetary relief": "non-monetary-relief",
    "Closed with relief": "relief",
    "Closed with explanation": "explanation",
    "Closed without relief": "no-relief",
    "Closed": "closed",
    "In progress": "in-progress",
    "Untimely response": "untimely",
    "N/A": "not-said",
    "": "not-said",
}


def company_key(name):
    """Case, spacing and punctuation do not tell companies apart."""
    words = ""
    for letter in name.lower():
        if letter in ".'\u2019":
            continue
        words += " and " if letter == "&" else letter if letter.isalnum() else " "
    return " ".join(words.split())


def read_mapping(path):
    domains = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, domain = line.split("\t")
            domains[company_key(name)] = domain.strip()
    return domains


def count(files, domains):
    """The last row with an id counts, as the last one imported does."""
    rows = {}
    for file in files:
        with open(file, encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                rows[int(row["Complaint ID"])] = row
    brands = collections.defaultdict(list)
    for row in rows.values():
        key = company_key(row["Company"])
        brands[domains.get(key, key)].append(row)
    return [figures(brand, brands[brand]) for brand in sorted(brands)]


def figures(brand, rows):
    # What is in progress is no answer yet.
    answered = [row for row in rows if row["Company response to consumer"] != "In progress"]
    timely = collections.Counter(row["Timely response?"] for row in answered)
    disputed = collections.Counter(row["Consumer disputed?"] for row in rows)
    topics = collections.Counter((row["Date received"][:7], row["Product"].strip()) for row in rows)
    return {
        "brand": brand,
        "records": len(rows),
        "in_time": timely["Yes"],
        "in_time_of": timely["Yes"] + timely["No"],
        "disputed": disputed["Yes"],
        "disputed_of": disputed["Yes"] + disputed["No"],
        "responses": dict(collections.Counter(RESPONSES.get(row["Company response to consumer"], "other") for row in rows)),
        "topics": [{"month": month, "topic": topic, "records": topics[month, topic]} for month, topic in sorted(topics)],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--compare", metavar="FIGURES")
    parser.add_argument("--mapping", type=pathlib.Path, default=MAPPING)
    arguments = parser.parse_args()
    counted = count(arguments.files, read_mapping(arguments.mapping))
    if not arguments.compare:
        json.dump({"brands": counted}, sys.stdout, indent=1, ensure_ascii=False)
        print()
        return 0
    with open(arguments.compare, encoding="utf-8") as file:
        found = {brand["brand"]: brand for brand in json.load(file)["brands"]}
    wanted = {brand["brand"]: brand for brand in counted}
    wrong = [brand for brand in sorted(found.keys() | wanted.keys()) if found.get(brand) != wanted.get(brand)]
    for brand in wrong:
        print(f"{brand}: redress {found.get(brand)}, counted {wanted.get(brand)}", file=sys.stderr)
    records = sum(brand["records"] for brand in counted)
    print(f"{records} records of {len(wanted)} brands: {'all figures agree' if not wrong else f'{len(wrong)} brands differ'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
