"""The scanner against texts labelled by someone who had not seen it; how they are made: make_labelled.py."""

import json

import pytest

from . import make_labelled, measure, texts_fresh

HALVES = ("dev", "held_back")
SETS = {"dev": 700, "held_back": 700, "fresh": 600}
RECALL = 0.995
PRECISION = 0.98
WITHOUT_THRESHOLD = ("address", "minor", "illness", "birth_date", "plate")


@pytest.fixture(scope="module", params=SETS)
def tallies(request):
    return request.param, measure.measure(request.param)


@pytest.mark.parametrize("name", SETS)
def test_the_committed_samples_are_those_the_script_makes(name):
    assert (make_labelled.HERE / f"{name}.jsonl").read_text(encoding="utf-8") == make_labelled.lines_of(name)


@pytest.mark.parametrize("name", SETS)
def test_a_set_is_large_and_its_labels_lie_inside_the_texts(name):
    samples = measure.read(name)
    assert len(samples) >= SETS[name]
    for sample in samples:
        for label in sample["labels"]:
            text = sample["rows"][label["row"]][label["column"]] if "row" in label else sample["text"]
            assert 0 <= label["start"] < label["end"] <= len(text), json.dumps(sample, ensure_ascii=False)


def test_the_sets_share_no_sentence():
    def sentences(texts):
        return {line for group in (*texts.POSITIVE.values(), texts.NEGATIVE) for line in group}

    fresh = {*texts_fresh.POSITIVES, *texts_fresh.NEGATIVES}
    assert not sentences(make_labelled.texts_dev) & sentences(make_labelled.texts_held)
    assert not fresh & (sentences(make_labelled.texts_dev) | sentences(make_labelled.texts_held))


@pytest.mark.parametrize("kind", ["identity", "mobile", "bank_card", "document"])
def test_numbers_are_found_and_little_else(tallies, kind):
    name, by_kind = tallies
    tally = by_kind[kind]
    assert tally.labels >= 100, f"{name}: too few labels of {kind} to say anything"
    assert tally.recall >= RECALL, f"{name}: {kind} recall {tally.recall:.4f}\n" + "\n".join(tally.missed)
    assert tally.precision >= PRECISION, f"{name}: {kind} precision {tally.precision:.4f}\n" + "\n".join(tally.wrong)


def test_what_has_no_threshold_is_reported(tallies, capsys):
    name, by_kind = tallies
    for kind in WITHOUT_THRESHOLD if name in HALVES else ():
        tally = by_kind[kind]
        assert tally.labels > 0
        with capsys.disabled():
            print(
                f"\n{name} {kind}: recall {tally.recall:.2f} of {tally.labels}, precision {tally.precision:.2f} of {tally.findings}"
            )
