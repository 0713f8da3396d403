#!/usr/bin/env python3
"""A small department's system: it takes cases over from the platform, decides them and sends the decisions back.

    department.py serve --way webhook --platform http://127.0.0.1:8080 --system gaj-hukou --port 9000 …
    department.py serve --way tables --exchange var/exchange/gaj-hukou.sqlite --system gaj-hukou …
    department.py cases
    department.py order NUMBER refuse --data '{"result_explain": "…", "legal_basis": "…", …}'
    department.py licences FILE.csv --platform http://127.0.0.1:8080 --system scjg-archive
    department.py licence-act revocation A-2026-17 --ground fraud --reason "…" --platform http://127.0.0.1:8080 --system scjg-archive

With `--automatic` a rule decides in place of the officials; without it, `order` puts their acts on the way.
"""
import argparse
import json
import os
import sys
import time

import licences
import webhooks
from desk import Desk
from officials import Officials
from tables import Tables


def official(text):
    number, _, name = text.partition(":")
    if not (number and name):
        raise argparse.ArgumentTypeError("NUMBER:NAME, as the platform knows the official")
    return number, name


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--desk", default="department.sqlite", help="the department's own records")
    acts = parser.add_subparsers(dest="act", required=True)
    serve = acts.add_parser("serve")
    serve.add_argument("--way", choices=("webhook", "tables"), required=True)
    serve.add_argument("--system", required=True)
    serve.add_argument("--platform", help="webhook: the platform's address")
    serve.add_argument("--port", type=int, default=9000, help="webhook: where messages arrive")
    serve.add_argument("--exchange", help="tables: the file of the exchange tables")
    serve.add_argument("--source", default="310", help="tables: the data source of our rows")
    serve.add_argument("--automatic", action="store_true", help="a rule decides")
    serve.add_argument("--intake", type=official, help="who accepts and reviews, as NUMBER:NAME")
    serve.add_argument("--approver", type=official, help="who decides, as NUMBER:NAME")
    serve.add_argument("--seconds", type=float, default=1.0, help="how often it looks")
    acts.add_parser("cases")
    order = acts.add_parser("order")
    order.add_argument("number")
    order.add_argument("kind")
    order.add_argument("--data", type=json.loads, default={})
    delivery = acts.add_parser("licences")
    delivery.add_argument("file", help="CSV or JSON")
    delivery.add_argument("--platform", required=True)
    delivery.add_argument("--system", required=True)
    delivery.add_argument("--origin", choices=("register", "papers", "holder"), default="register")
    delivery.add_argument("--id", help="that of a delivery which was not answered, to send it once more")
    ending = acts.add_parser("licence-act")
    ending.add_argument("kind", choices=("freeze", "release", "revocation", "withdrawal", "forfeiture", "cancellation"))
    ending.add_argument("source", help="the id under which the licence was delivered, or its identifier")
    ending.add_argument("--ground", required=True)
    ending.add_argument("--law", help="where the ground does not name it")
    ending.add_argument("--reason", required=True, help="the facts and the number of the decision: the holder reads them")
    ending.add_argument("--platform", required=True)
    ending.add_argument("--system", required=True)
    ending.add_argument("--id", help="that of an act which was not answered, to send it once more")
    return parser.parse_args()


def decide(desk, officials):
    for case in desk.cases():
        act = officials.next_act(case, desk.ordered(case["number"]))
        if act:
            desk.order(case["number"], *act)


def serve(options):
    desk = Desk(options.desk)
    officials = Officials(options.intake, options.approver) if options.automatic else None
    if options.way == "webhook":
        # A secret stands in no command line, where everybody on the machine could read it.
        secret = os.environ["DEPARTMENT_SECRET"]
        woken = webhooks.serve(options.port, secret, options.desk)

        def exchange():
            for row in desk.waiting():
                state, answer = webhooks.send(options.platform, options.system, secret, row)
                desk.answer(row["id"], state, answer)
                print(f"{state}: {row['act']} {row['number']} {answer}", flush=True)
    else:
        tables = Tables(options.exchange, options.source)

        def exchange():
            tables.take(desk)
            for row in desk.waiting():
                tables.send(row)
                state, answer = tables.outcome(row)
                if state != "sent":
                    desk.answer(row["id"], state, answer)
                    print(f"{state}: {row['act']} {row['number']} {answer}", flush=True)
    print("ready", flush=True)
    while True:
        exchange()
        if officials:
            decide(desk, officials)
        if options.way == "webhook":
            woken.wait(options.seconds)
            woken.clear()
        else:
            time.sleep(options.seconds)


def deliver(options):
    state, report = licences.deliver(
        options.platform, options.system, os.environ["DEPARTMENT_SECRET"], licences.rows(options.file), options.origin, options.id)
    print("\n".join(licences.told(state, report)))
    return 0 if state == "done" and not report["rejected"] else 1


def end(options):
    state, answer = licences.act(
        options.platform, options.system, os.environ["DEPARTMENT_SECRET"], options.kind, options.source, options.ground, options.reason,
        options.law, options.id)
    print(f"{options.source}: {answer['certificate_state']}" if state == "done" else licences.refused(state, answer))
    return 0 if state == "done" else 1


def main():
    options = arguments()
    if options.act == "serve":
        serve(options)
    elif options.act == "licences":
        sys.exit(deliver(options))
    elif options.act == "licence-act":
        sys.exit(end(options))
    elif options.act == "cases":
        for case in Desk(options.desk).cases():
            print(case["number"], case["status"], case["version"], case["item"], case["applicant"])
    else:
        data = {"project_no": options.number, **options.data}
        print(Desk(options.desk).order(options.number, options.kind, data))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(0)
