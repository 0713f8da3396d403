import Cases
import DataCentre
import Kernel
import Store
import Web

extension Exchange {
    /// More wrong signatures from one address within five minutes are not even looked at.
    private static let mostWrongSignatures = 30

    var receivingEndpoints: [Endpoint] { [receiving, fetching, delivering, ordering] }

    static let outcomeShape: Schema = .object([
        .init("id", .string), .init("project_no", .string, required: false), .init("status", .string, required: false),
        .init("version", .integer, required: false), .init("result_type", .integer, required: false), .init("repeated", .boolean),
    ])

    private static let eventShape: Schema = .object([
        .init("specversion", .oneOf(["1.0"])), .init("id", .string(maxLength: 64)), .init("source", .string),
        .init("type", .oneOf(OfficialAct.Kind.allCases.map(\.messageType))), .init("time", .dateTime, required: false),
        .init("data", Schema.object([]).with("additionalProperties", true), ExchangeText.dataByName),
    ])

    /// An act of a department's system. Who sends it is known by the signature alone.
    private var receiving: Endpoint {
        Endpoint(
            "exchange.receive", .post, "/exchange/systems/{code}/events", access: .everyone, summary: ExchangeText.receive,
            takes: Exchange.eventShape, gives: Exchange.outcomeShape,
            refuses: [
                "exchange.signature", "exchange.too-old", "exchange.paused", "exchange.no-case", "exchange.unknown-official",
                "exchange.other-content", "invalid", "cases.stale", "cases.not-allowed", "cases.wrong-role", "cases.own",
                "cases.separate-hands", "cases.not-reviewed", "cases.not-in-check", "cases.mending-runs", "cases.no-assistance",
                "cases.assistance-closed", "cases.assistance-stale", "exchange.no-duty",
            ], face: .api, body: .files
        ) { call in
            let (known, id) = try await believed(call, call.submitted.bytes)
            let event: ReceivedEvent
            do throws(Problem) {
                event = try ReceivedEvent(call.submitted.json ?? .null, signedAs: id, by: known.system.code)
            } catch {
                try await logUnread(error, from: known.system.code, id: id, at: call.now)
                throw error
            }
            let incoming = IncomingAct(way: .webhook, eventID: event.id, kind: event.kind, data: event.data)
            let outcome = try await perform(incoming, from: known.system, at: call.now)
            var json: JSON = ["id": .string(event.id), "repeated": .bool(outcome.isRepeated)]
            if let number = event.data["project_no"] { json["project_no"] = number }
            json["status"] = outcome.status.map { .string($0.rawValue) }
            json["version"] = outcome.version.map { .int($0) }
            json["result_type"] = outcome.status?.exchangeResult.map { .int($0) }
            return .json(json)
        }
    }

    /// A file that an applicant handed in, for the system that takes the case. What is signed is the line `GET <path>`.
    private var fetching: Endpoint {
        Endpoint(
            "exchange.file", .get, "/exchange/systems/{code}/files/{id}", access: .everyone, summary: ExchangeText.fetch,
            refuses: ["exchange.signature", "exchange.too-old", "exchange.no-case"], face: .file
        ) { call in
            let (known, _) = try await believed(call, Array("GET \(call.path)".utf8))
            let system = known.system
            guard system.state == .active else { throw ExchangeRefusal.paused.problem }
            let file = try await cases.attachment(try call.id(), for: system.reader)
            let whole = try await cases.applicationFile(file.attachment.owner, for: system.reader)
            guard let mine = whole.cases.first(where: { system.mayRead(file.attachment, of: $0, in: whole) }) else {
                throw ExchangeRefusal.noCase.problem
            }
            let purpose = Purpose(
                reader: .system, account: nil, department: system.department, system: system.code, code: mine.item,
                reason: ExchangeText.handedOver(system.name),
                reference: "case:\(mine.number)")
            try await dataCentre.note(lookAt: whole.frozen.applicant.number, for: purpose, at: call.now)
            return .file(file.bytes, type: file.attachment.kind.mediaType, name: file.attachment.name)
        }
    }

    /// The system that has signed a request, and the id of it. An unknown system and a wrong signature are answered alike, and so many
    /// wrong ones from one address end in nothing being looked at.
    func believed(_ call: Call, _ body: [UInt8]) async throws -> (KnownSystem, String) {
        let code = String(try call.parameter("code").prefix(60))
        let rate = "exchange/\(call.remoteAddress)"
        let known = try await database.read { connection in
            try RateLimit.standing(rate, limit: Exchange.mostWrongSignatures, windowSeconds: 300, now: call.now, in: connection).orThrow()
            return try tables.systems.known(code, in: connection)
        }
        do throws(SignatureFault) {
            guard let known, let secrets = known.secrets else { throw .wrong }
            return (known, try MessageSignature.checked(call.headers, body: body, secrets: secrets.valid(at: call.now), at: call.now))
        } catch {
            let problem = ExchangeRefusal.signature(error).problem
            try await database.write { connection in
                _ = try RateLimit.hit(
                    rate, limit: Exchange.mostWrongSignatures, windowSeconds: 300, now: call.now, in: connection)
            }
            try await logUnread(problem, from: code, id: call.headers[MessageSignature.idHeader], at: call.now)
            throw problem
        }
    }
}
