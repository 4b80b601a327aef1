"""Run by a Python that has pm4py: prints what it reads of the logs of a folder, and how they fit the net, as JSON."""

import json
import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
import pm4py  # noqa: E402

pm4py.util.constants.SHOW_PROGRESS_BAR = False
FOLDER = Path(sys.argv[1])
READERS = {"xml": pm4py.read_ocel2_xml, "json": pm4py.read_ocel2_json, "sqlite": pm4py.read_ocel2_sqlite}


def of_xes(name: str) -> dict:
    log = pm4py.read_xes(str(FOLDER / name))
    times = log["time:timestamp"].map(lambda time: time.isoformat())
    rows = zip(log["case:concept:name"], log["concept:name"], times, strict=True)
    return {"events": [list(row) for row in rows], "minutes": float(log["minutes"].sum())}


def of_ocel(kind: str) -> dict:
    log = READERS[kind](str(FOLDER / f"log.{kind}"))
    rows = zip(log.events["ocel:eid"], log.events["ocel:activity"], log.events["ocel:timestamp"], strict=True)
    related = zip(log.relations["ocel:eid"], log.relations["ocel:oid"], log.relations["ocel:qualifier"], strict=True)
    return {
        "events": sorted([id, activity, time.isoformat()] for id, activity, time in rows),
        "objects": sorted(zip(log.objects["ocel:oid"], log.objects["ocel:type"], strict=True)),
        "relations": sorted(map(list, related)),
    }


def fitting(name: str) -> float:
    """The share of participations that the net fits wholly; pm4py's log_fitness counts silent transitions a little."""
    log = pm4py.read_xes(str(FOLDER / name))
    log = log[log["concept:name"].str.startswith("participation.")]
    net, start, end = pm4py.read_pnml(str(FOLDER / "lifecycle.pnml"))
    return pm4py.fitness_alignments(log, net, start, end)["percentage_of_fitting_traces"] / 100


read = {"xes": of_xes("log.xes"), **{kind: of_ocel(kind) for kind in READERS}}
print(json.dumps({**read, "fitting": fitting("log.xes"), "planted": fitting("skipped.xes")}))
