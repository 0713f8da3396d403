import Catalogue
import DemoCity
import Foundation
import Identity
import Kernel
import Platform
import Testing
import Web

/// One kind of record that a path can name.
enum RecordKind: String, Sendable, Hashable, CaseIterable {
    case draft, application, case_, licence, message, correction, assistance, document, use, reminder, presentation, consent
}

/// A record with the words that stand in it alone.
struct PlantedRecord: Sendable {
    var kind: RecordKind
    var id: String
    /// Whoever reads one of these has learnt of the record.
    var markers: [String]
    /// The visitors who may.
    var seers: Set<String>

    /// Whether an answer tells of it. What stands in the address was said by whoever asked.
    func isTold(by text: String, at path: String) -> Bool { markers.contains { text.contains($0) && !path.contains($0) } }
}

/// A leak, with the door that it came out of.
struct Leak: Sendable, CustomStringConvertible {
    var who: String
    var door: String
    var kind: RecordKind
    var description: String { "\(who) learns of a \(kind.rawValue) at \(door)" }
}

/// Some people, some officers, and what lies between two of them.
struct RightsScene: Sendable {
    let site: Site
    var records: [PlantedRecord]
    /// The tokens of those who have one; a stranger has none.
    let visitors: [String: String]
    let fields: [String: String]
    var everybody: Set<String> { Set(visitors.keys).union(["stranger"]) }

    /// Everybody by the log-in of the demo city. What they are is stated here for the reader; the rights below name them one by one.
    static let logins: [String: String] = [
        "owner": "gu", "spouse": "shen", "other": "wang", "agent": "lin", "parent": Planting.parent,
        // The police of Xuhui, window and reviewer; the approver; those of market regulation of the same district.
        "police": "jiang", "head": "han", "market": "qian",
        // Counter and licence maker of Xuhui for every department; insurance and civil affairs, who also lead the birth of a child.
        "counter": "wu", "maker": "zheng", "social": "tao",
        // The same department in another district, and for the whole city.
        "elsewhere": "gaj-310105-1", "cityPolice": "gaj-310000-2",
        "supervisor": "city", "editor": "bian", "publisher": "shen-he", "steward": "shu", "administrator": "admin",
    ]

    init(_ city: City) async throws {
        site = city.platform.site
        let child = try await Planting.family(in: city)
        var tokens: [String: String] = [:]
        for (who, login) in RightsScene.logins { tokens[who] = try await city.program(login).token }
        // The agent once more, in a session of their own in which they act for their enterprise.
        tokens["firm"] = try await Planting.acting(city.program("lin"))
        visitors = tokens
        var planting = Planting(city: city, tokens: tokens)
        try await planting.application()
        try await planting.papers()
        try await planting.objection()
        try await planting.assistance()
        try await planting.reminder()
        try await planting.presentation()
        try await planting.consent(about: child)
        try await planting.enterprise()
        records = planting.records
        fields = [
            "field": "child.name", "resource": "ga-population", "code": "newborn", "version": "1", "type": "id-card",
            "token": "AAAAAAAAAAAAAAAAAAAAAA",
        ]
    }

    // MARK: Asking

    /// A path with its parameters filled in; one for each record where it names one.
    private func paths(of endpoint: Endpoint) -> [String] {
        let names = endpoint.path.matches(of: #/\{([^}]*)\}/#).map { String($0.output.1) }
        if endpoint.name == "datacentre.uses", let use = records.first(where: { $0.kind == .use }) {
            // Reading everything adds lines: the one that was planted stands on a later page by then.
            return [endpoint.path, endpoint.path + "?after=\(use.id.dropLast())z"]
        }
        if names.isEmpty { return [endpoint.path] }
        func filled(_ id: String) -> String {
            names.reduce(endpoint.path) { path, name in
                let value = name == "id" ? id : fields[name] ?? records.first { $0.kind == .correction }?.id ?? "none"
                return path.replacing("{\(name)}", with: value)
            }
        }
        guard names.contains("id") else { return [filled("")] }
        return records.map { filled($0.id) }
    }

    private func ask(_ endpoint: Endpoint, _ path: String, by who: String) async -> RawAnswer {
        var request = RawRequest.get(
            (endpoint.face == .api ? "/api/v1" : "") + path, headers: ["accept": endpoint.face == .page ? "text/html" : "*/*"])
        if let token = visitors[who] {
            // A page is asked with the session's cookie, a program with its token.
            request = endpoint.face == .api ? request.with("authorization", "Bearer \(token)") : request.with("cookie", "session=\(token)")
        }
        return await site.answer(request)
    }

    struct Found: Sendable {
        var asked = 0
        var leaks: [Leak] = []
        var broken: [String] = []
        /// Records that somebody who may has really read: otherwise the markers would prove nothing.
        var seen: Set<String> = []
    }

    /// Everybody reads everything.
    func leaks(endpoints: [Endpoint]) async -> Found {
        await withTaskGroup(of: Found.self) { group in
            for who in visitors.keys.sorted() + ["stranger"] {
                group.addTask { await self.leaks(to: who, endpoints: endpoints) }
            }
            return await group.reduce(into: Found()) { all, one in
                (all.asked, all.leaks, all.broken) = (all.asked + one.asked, all.leaks + one.leaks, all.broken + one.broken)
                all.seen.formUnion(one.seen)
            }
        }
    }

    /// One visitor reads everything.
    func leaks(to who: String, endpoints: [Endpoint]) async -> Found {
        var found = Found()
        // A page that is open to everybody and names no record is the same for all: a few ask for it.
        let few: Set = ["stranger", "other", "owner", "market"]
        for endpoint in endpoints where endpoint.method == .get {
            if endpoint.access == .everyone, !endpoint.path.contains("{"), !few.contains(who) { continue }
            for path in paths(of: endpoint) {
                let answer = await ask(endpoint, path, by: who)
                found.asked += 1
                let door = "\(endpoint.face.rawValue) \(path)"
                if answer.status >= 500 { found.broken.append("\(door) is \(answer.status) for \(who)") }
                guard answer.status < 300 else { continue }
                // Whoever may not see it does not open it either, whatever the answer says.
                for record in records where path.contains(record.id) {
                    if !record.seers.contains(who) {
                        found.leaks.append(Leak(who: who, door: door, kind: record.kind))
                    } else if record.markers.isEmpty {
                        // It has no words of its own: whoever may has opened it.
                        found.seen.insert(record.id)
                    }
                }
                for record in records where record.isTold(by: answer.text, at: path) {
                    if record.seers.contains(who) {
                        found.seen.insert(record.id)
                    } else {
                        found.leaks.append(Leak(who: who, door: door, kind: record.kind))
                    }
                }
            }
        }
        return found
    }

    // MARK: Changing

    struct Changed: Sendable {
        var asked = 0
        var accepted: [String] = []
    }

    /// Everybody who may not even see a record tries every act on it, with a body that says as little as can be.
    func changes(endpoints: [Endpoint]) async -> Changed {
        var changed = Changed()
        let body: JSON = [
            "version": 1, "reason": "试", "words": "试", "kind": "wrong", "wrong": "试", "take": true, "subject": "other", "declared": true,
            "case": "",
        ]
        for endpoint in endpoints where endpoint.method == .post && endpoint.face == .api && endpoint.path.contains("{id}") {
            for record in records {
                let others = visitors.keys.filter { !record.seers.contains($0) }.sorted()
                for who in others + ["stranger"] {
                    let path = endpoint.path.replacing("{id}", with: record.id).replacing(#/\{[^}]*\}/#, with: record.id)
                    var request = RawRequest.json("/api/v1" + path, body)
                    if let token = visitors[who] { request = request.with("authorization", "Bearer \(token)") }
                    let answer = await site.answer(request)
                    changed.asked += 1
                    // 422 would tell that the record is there, and 409 how it stands.
                    if ![400, 401, 403, 404, 405].contains(answer.status), endpoint.path.hasPrefix("/console/cases") || answer.status < 300
                    {
                        changed.accepted.append("\(who) POST \(path): \(answer.status)")
                    }
                }
            }
        }
        return changed
    }
}
