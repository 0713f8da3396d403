import Catalogue
import Kernel
import Web

extension Portal {
    /// The catalogue for other people's programs: linked data, forms, processes, exchange rows. Each is named by the catalogue's hash, so that
    /// whoever has it is told so without its being made again.
    var exporting: [Endpoint] { [turtle, linkedJSON, formSchema, exchange, process(.file), process(.api)] }

    private var turtle: Endpoint {
        Endpoint(
            "portal.catalogue-turtle", .get, "/catalogue.ttl", access: .everyone, summary: ExportSummary.turtle, gives: .string, face: .file
        ) { call in
            let snapshot = catalogue.snapshot
            return call.unchanged("ttl", snapshot)
                ?? call.kept(
                    exports.bytes("ttl", of: snapshot) { PublicServices(snapshot, base: origin).turtle }, "ttl", snapshot,
                    type: "text/turtle; charset=utf-8")
        }
    }

    private var linkedJSON: Endpoint {
        Endpoint(
            "portal.catalogue-jsonld", .get, "/catalogue.jsonld", access: .everyone, summary: ExportSummary.linkedJSON, gives: .object([]),
            face: .file
        ) { call in
            let snapshot = catalogue.snapshot
            return call.unchanged("jsonld", snapshot)
                ?? call.kept(
                    exports.bytes("jsonld", of: snapshot) { PublicServices(snapshot, base: origin).linkedJSON.bytes }, "jsonld", snapshot,
                    type: "application/ld+json")
        }
    }

    private var formSchema: Endpoint {
        Endpoint(
            "portal.form-schema", .get, "/things/{code}/form.schema.json", access: .everyone, summary: ExportSummary.form, gives: .any,
            refuses: ["web.not-found"], face: .api
        ) { call in
            let (thing, snapshot) = try thing(call)
            return call.unchanged("form", snapshot)
                ?? call.kept(FormSchema(thing, snapshot, base: origin).json.bytes, "form", snapshot, type: "application/schema+json")
        }
    }

    private var exchange: Endpoint {
        Endpoint(
            "portal.item-exchange", .get, "/items/{code}/exchange", access: .everyone, summary: ExportSummary.exchange,
            query: .object([.init("district", .string(maxLength: 12), required: false, ExportSummary.district)]), gives: .any,
            refuses: ["web.not-found"], face: .api
        ) { call in
            let snapshot = catalogue.snapshot
            let code = try call.parameter("code")
            guard let item = snapshot.items[code] else { throw WebProblem.notFound }
            let office = call.query["district"].flatMap { RegionCode($0) }.flatMap { snapshot.implementation(item: code, region: $0) }
            let name = "exchange-\(office?.office.code ?? "")"
            return call.unchanged(name, snapshot)
                ?? call.kept(ItemExchange(item, snapshot, at: office).json.bytes, name, snapshot, type: "application/json")
        }
    }

    private func process(_ face: Endpoint.Face) -> Endpoint {
        Endpoint(
            face == .api ? "portal.process" : "portal.process-file", .get, "/things/{code}/process.bpmn", access: .everyone,
            summary: ExportSummary.process, gives: .bytes,
            refuses: ["web.not-found"], face: face
        ) { call in
            let (thing, snapshot) = try thing(call)
            let name = "bpmn-\(call.language.rawValue)"
            if let unchanged = call.unchanged(name, snapshot) { return unchanged }
            var answer = call.kept(
                ProcessModel(thing, snapshot, language: call.language, base: origin).xml, name, snapshot,
                type: "application/xml; charset=utf-8", file: "\(thing.code).bpmn")
            answer.headers["vary"] = "accept-language, cookie"
            return answer
        }
    }

    private func thing(_ call: Call) throws -> (Thing, Catalogue) {
        let snapshot = catalogue.snapshot
        guard let thing = snapshot.thing(try call.parameter("code")) else { throw WebProblem.notFound }
        return (thing, snapshot)
    }
}

extension Call {
    private func headers(_ name: String, _ catalogue: Catalogue) -> Headers {
        [
            "etag": "\"\(name)-\(catalogue.version)-\(catalogue.hash.prefix(16))\"",
            "cache-control": "public, max-age=0, must-revalidate",
        ]
    }

    /// 304 for whoever has it; nil for the rest.
    func unchanged(_ name: String, _ catalogue: Catalogue) -> Answer? { unchanged(headers(name, catalogue)) }

    func kept(_ bytes: [UInt8], _ name: String, _ catalogue: Catalogue, type: String, file: String? = nil) -> Answer {
        Answer.file(bytes, type: type, name: file, inline: true).with(headers(name, catalogue))
    }
}

/// What these endpoints are, for the API reference.
enum ExportSummary {
    static let turtle = Text("整个目录，CPSV-AP 3.2 的 Turtle", "The whole catalogue as CPSV-AP 3.2, in Turtle")
    static let linkedJSON = Text("整个目录，CPSV-AP 3.2 的 JSON-LD", "The whole catalogue as CPSV-AP 3.2, in JSON-LD")
    static let form = Text("一件事的申请表，JSON Schema 2020-12", "The form of a thing as JSON Schema 2020-12")
    static let process = Text("一件事的办理流程，BPMN 2.0 和图", "The process of a thing as BPMN 2.0 with its diagram")
    static let exchange = Text("一个事项，国家数据交换的字段名", "An item under the names of the national exchange tables")
    static let district = Text("某区划的实施清单", "As the office of that district carries it out")
}
