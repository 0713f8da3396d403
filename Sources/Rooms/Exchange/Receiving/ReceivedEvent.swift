import Cryptography
import Kernel

/// A message of a department's system, read: a CloudEvent 1.0 in structured form.
struct ReceivedEvent: Sendable, Hashable {
    /// Unique among the messages of a system.
    var id: String
    var kind: OfficialAct.Kind
    var data: JSON

    /// Reads one, with every fault at once. `id` is the one in the signed header, `source` the system's own: a copy of a message of ours, sent
    /// back, is none.
    init(_ json: JSON, signedAs signed: String, by system: String) throws(Problem) {
        var faults: [Problem.Fault] = []
        if json["specversion"]?.string != "1.0" { faults.append(Problem.Fault("specversion", ExchangeText.badSpecVersion)) }
        if json["id"]?.string != signed { faults.append(Problem.Fault("id", ExchangeText.badEventID)) }
        if json["source"]?.string != ReceivedEvent.source(of: system) {
            faults.append(Problem.Fault("source", ExchangeText.badSource(ReceivedEvent.source(of: system))))
        }
        let kind = json["type"]?.string.flatMap(OfficialAct.Kind.init(messageType:))
        if kind == nil { faults.append(Problem.Fault("type", ExchangeText.badType)) }
        if json["data"]?.members == nil { faults.append(Problem.Fault("data", ExchangeText.badShape)) }
        guard faults.isEmpty, let kind, let data = json["data"] else { throw .invalid(faults) }
        (id, self.kind, self.data) = (signed, kind, data)
    }

    /// What a system names as the source of its messages.
    static func source(of system: String) -> String { "/exchange/systems/\(system)" }
}

/// One act as it came, by either way.
struct IncomingAct: Sendable {
    var way: DepartmentSystem.Way
    var eventID: String
    var kind: OfficialAct.Kind
    var data: JSON

    /// What tells whether the same id came with the same content.
    var digest: String {
        let whole: JSON = ["kind": .string(kind.rawValue), "data": data]
        return Hex.encode(Digest.sha256.hash(whole.canonical.bytes))
    }
}
