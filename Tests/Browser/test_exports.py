"""What is given to other people's programs, read by other people's programs: linked data, JSON Schema, BPMN."""
import json
import re
import tempfile
import urllib.error
import urllib.request
import xml.etree.ElementTree as ElementTree

import pytest
from conftest import Server
from jsonschema import Draft202012Validator
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Namespace
from rdflib.compare import to_isomorphic

CPSV, CV = Namespace("http://purl.org/vocab/cpsv#"), Namespace("http://data.europa.eu/m8g/")
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"


@pytest.fixture(scope="module")
def city():
    with tempfile.TemporaryDirectory(prefix="yiwang-exports-") as folder:
        running = Server(folder, demoCases=100)
        try:
            yield running.start()
        finally:
            running.stop()


def get(city, path, **headers):
    request = urllib.request.Request(city.url + path, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


@pytest.fixture(scope="module")
def linked(city):
    graphs = []
    for path, form, kind in [("/catalogue.ttl", "turtle", "text/turtle"), ("/catalogue.jsonld", "json-ld", "application/ld+json")]:
        status, headers, body = get(city, path)
        assert status == 200 and headers["content-type"].startswith(kind)
        graphs.append(Graph().parse(data=body, format=form))
    return graphs


def test_turtle_and_json_ld_say_the_same(linked):
    turtle, json_ld = linked
    assert len(turtle) > 5000
    assert to_isomorphic(turtle) == to_isomorphic(json_ld)


def test_services_have_their_mandatory_properties(city, linked):
    graph = linked[0]
    services = set(graph.subjects(RDF.type, CPSV.PublicService))
    assert len(services) > 100
    for service in services:
        assert str(service).startswith("http://")
        for predicate in [DCTERMS.identifier, DCTERMS.title, DCTERMS.description, CV.hasCompetentAuthority]:
            assert list(graph.objects(service, predicate)), (service, predicate)
        assert {title.language for title in graph.objects(service, DCTERMS.title)} >= {"zh"}
        for body in graph.objects(service, CV.hasCompetentAuthority):
            assert (body, RDF.type, CV.PublicOrganisation) in graph
    for kind in [CV.Output, CV.Channel, CV.Cost, CV.Evidence, CV.Requirement, CPSV.Rule, CV.LifeEvent, CV.BusinessEvent]:
        assert list(graph.subjects(RDF.type, kind)), kind
    newborn = next(s for s in services if str(s).endswith("/things/newborn#service"))
    assert get(city, re.sub(r"^https?://[^/]+|#.*", "", str(newborn)))[0] == 200


def test_data_resources_are_dcat(city):
    status, headers, body = get(city, "/data.jsonld")
    assert status == 200 and headers["content-type"].startswith("application/ld+json")
    graph = Graph().parse(data=body, format="json-ld")
    catalogues = list(graph.subjects(RDF.type, DCAT.Catalog))
    assert len(catalogues) == 1
    datasets = set(graph.objects(catalogues[0], DCAT.dataset))
    assert len(datasets) > 30
    for dataset in datasets:
        assert (dataset, RDF.type, DCAT.Dataset) in graph
        for predicate in [DCTERMS.identifier, DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.accrualPeriodicity,
                          DCTERMS.accessRights, DCAT.keyword]:
            assert list(graph.objects(dataset, predicate)), (dataset, predicate)
        for publisher in graph.objects(dataset, DCTERMS.publisher):
            assert (publisher, RDF.type, FOAF.Agent) in graph
    served = {dataset for service in graph.objects(catalogues[0], DCAT.service)
              for dataset in graph.objects(service, DCAT.servesDataset)}
    assert served == datasets


@pytest.mark.parametrize("path", ["/catalogue.ttl", "/catalogue.jsonld", "/data.jsonld", "/api/v1/things/newborn/form.schema.json",
                                  "/things/newborn/process.bpmn", "/api/v1/items/food-licence/exchange"])
def test_whoever_has_it_is_told_so(city, path):
    status, headers, _ = get(city, path)
    assert status == 200 and "public" in headers["cache-control"]
    again, _, body = get(city, path, **{"if-none-match": headers["etag"]})
    assert again == 304 and body == b""
    assert get(city, path, **{"if-none-match": '"other"'})[0] == 200


def things(city):
    body = json.loads(get(city, "/api/v1/things")[2]) if get(city, "/api/v1/things")[0] == 200 else {}
    codes = [item["code"] for item in body.get("items", [])]
    return codes or ["newborn", "food-licence", "restaurant", "id-card-reissue"]


def example(schema):
    """Some value that the schema should take."""
    if "const" in schema:
        return schema["const"]
    if "oneOf" in schema:
        return schema["oneOf"][0]["const"]
    pattern = schema.get("pattern", "")
    samples = {"^[1-9]": "310119199001010019", "^[0-9A-H": "91310000MA1FL0000X", "^1\\d": "13800000000", "^\\d{6}": "200000", "^\\d{12": "6222021234567890128",
               "^\\d{2,": "310101", "^[A-T]": "H6210", "^\\d{4}-": "1990-05-17"}
    kind = schema.get("type")
    if kind == "string":
        text = next((sample for start, sample in samples.items() if pattern.startswith(start)), "示例")
        return "name@example.cn" if schema.get("format") == "email" else text
    if kind in ("integer", "number"):
        return max(schema.get("minimum", 1), 1) if schema.get("maximum", 1) >= 1 else schema["maximum"]
    if kind == "boolean":
        return True
    if kind == "array":
        return [example(schema["items"])]
    return {name: example(member) for name, member in schema.get("properties", {}).items()}


def test_forms_are_schemas_and_take_a_whole_answer(city):
    for code in things(city):
        status, headers, body = get(city, f"/api/v1/things/{code}/form.schema.json")
        assert status == 200 and headers["content-type"].startswith("application/schema+json"), code
        schema = json.loads(body)
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema)
        whole = example(schema)
        assert not list(validator.iter_errors(whole)), (code, [e.message for e in validator.iter_errors(whole)][:3])
        needed = schema["properties"]["fields"]["required"]
        if needed:
            lacking = {**whole, "fields": {name: value for name, value in whole["fields"].items() if name != needed[0]}}
            assert list(validator.iter_errors(lacking)), code
        assert list(validator.iter_errors({**whole, "declared": False})), code


def test_a_form_asks_for_more_only_where_the_answer_wants_it(city):
    schema = json.loads(get(city, "/api/v1/things/food-licence/form.schema.json")[2])
    validator = Draft202012Validator(schema)
    whole = example(schema)
    fields = {name: value for name, value in whole["fields"].items() if name != "enterprise.coldRoomArea"}
    assert validator.is_valid({**whole, "answers": {"dishes": ["hot"]}, "fields": fields})
    assert not validator.is_valid({**whole, "answers": {"dishes": ["hot", "raw"]}, "fields": fields})


@pytest.mark.parametrize("code", ["newborn", "restaurant", "food-licence"])
def test_a_process_fits_together(city, code):
    for path in [f"/things/{code}/process.bpmn", f"/api/v1/things/{code}/process.bpmn"]:
        status, _, body = get(city, path)
        assert status == 200
        tree = ElementTree.fromstring(body)
        process = tree.find(f"{BPMN}process")
        nodes = {node.get("id") for node in process if node.tag.replace(BPMN, "") not in ("laneSet", "sequenceFlow", "documentation")}
        flows = process.findall(f"{BPMN}sequenceFlow")
        assert flows and all(flow.get("sourceRef") in nodes and flow.get("targetRef") in nodes for flow in flows)
        shown = {shape.get("bpmnElement") for shape in tree.iter(f"{DI}BPMNShape")}
        drawn = {edge.get("bpmnElement") for edge in tree.iter(f"{DI}BPMNEdge")}
        assert nodes <= shown and {flow.get("id") for flow in flows} == drawn


def test_what_is_not_there_is_not_found(city):
    for path in ["/things/nothing/process.bpmn", "/api/v1/things/nothing/form.schema.json", "/api/v1/items/nothing/exchange"]:
        assert get(city, path)[0] == 404


def test_an_item_is_told_in_the_national_names(city):
    row = json.loads(get(city, "/api/v1/items/food-licence/exchange?district=310101")[2])
    basic = row["task_general_basic"]
    assert basic["catalog_code"] == "310190012000" and re.fullmatch(r"[0-9A-Z]{18}[1-7]\d{12}", basic["task_code"])
    assert row["task_material"] and row["process_link"]
