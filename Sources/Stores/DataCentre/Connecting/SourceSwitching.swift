import Catalogue
package import Kernel
import Store
import Web

/// One change of a source: taken out of service, or back in, by whom and why.
package struct SourceSwitch: Sendable, Hashable {
    package var id: ID
    package var resource: String
    package var at: Instant
    package var isOff: Bool
    package var account: ID?
    package var actorName: String
    /// Always there where it is switched off.
    package var reason: String?

    package init(id: ID, resource: String, at: Instant, isOff: Bool, account: ID? = nil, actorName: String, reason: String? = nil) {
        self.id = id
        self.resource = resource
        self.at = at
        self.isOff = isOff
        self.account = account
        self.actorName = actorName
        self.reason = reason
    }
}

/// One source with its latest changes.
struct SourceFile: Sendable {
    var state: SourceState
    var changes: [SourceSwitch]
    /// After which the next page of changes begins; nil on the last.
    var next: ID?
    var isFirst: Bool
    var today: LocalDate
}

extension DataCentre {
    private static let shownChanges = 20

    /// Takes a source out of service, or back in; false where it stood so already.
    @discardableResult
    package func setOutage(
        _ resource: String, _ isOut: Bool, because reason: String?, by name: String, account: ID? = nil, at instant: Instant
    ) async throws -> Bool {
        let change = SourceSwitch(
            id: surroundings.newID(), resource: resource, at: instant, isOff: isOut, account: account, actorName: name, reason: reason)
        return try await database.write { try sources.record(change, in: $0) }
    }

    var sourceFile: Screen<SourceFile> {
        Screen(
            "datacentre.source", get: "/console/data/sources/{resource}", access: DataCentre.stewards, summary: SwitchingText.source,
            tag: "data", query: .object([.init("after", .id, required: false)]), refuses: ["invalid", "datacentre.not-found"],
            load: { call in try await sourceFile(call) },
            page: { file, call in SourceFilePage(file: file, catalogue: catalogue.snapshot, call: call).page() },
            gives: .object(
                SourceJSON.members + [
                    .init("changes", .array(SourceJSON.change)), .init("next", .id.orNull),
                ]),
            json: { file, _ in
                .object(
                    SourceJSON.json(file.state) + [
                        JSON.Member("changes", .array(file.changes.map(SourceJSON.json))), JSON.Member("next", JSON(file.next?.rawValue)),
                    ])
            })
    }

    private func sourceFile(_ call: Call) async throws -> SourceFile {
        let (snapshot, rights, before) = (catalogue.snapshot, DataRights(scope: call.visitor.scope), try call.place("after"))
        // What one may not see is not there.
        guard let resource = snapshot.resources[try call.parameter("resource")], rights.maySee(resource.owner) else {
            throw DataCentreRefusal.notFound.problem
        }
        let (book, found, off) = try await database.read { connection in
            (
                try shelf.book(grants, sources, ledger, quality, in: connection),
                try sources.switches(of: resource.code, before: before, limit: DataCentre.shownChanges + 1, in: connection),
                try sources.standing(in: connection)[resource.code]
            )
        }
        guard var state = states([resource.code], snapshot, book, at: call.now).first else { throw DataCentreRefusal.notFound.problem }
        state.maySwitch = rights.mayAct(for: state.owner)
        state.switchedOff = off
        let shown = Array(found.prefix(DataCentre.shownChanges))
        return SourceFile(
            state: state, changes: shown, next: found.count > shown.count ? shown.last?.id : nil, isFirst: before == nil,
            today: call.now.date)
    }

    var switching: Act<(isOut: Bool, reason: String?), String> {
        Act(
            "datacentre.outage", post: "/console/data/sources/{resource}/outage", access: .staff([.steward]),
            summary: SharingText.switchOff, tag: "data",
            takes: .object([
                .init("out", .boolean), .init("reason", .string(maxLength: SourceFilePage.longestReason), required: false),
            ]),
            refuses: ["invalid", "datacentre.not-found", "datacentre.not-yours"],
            input: { submitted, _ in
                let isOut = submitted["out"] == "true"
                return (isOut, try SourceFilePage.reasonField(isOut: isOut).parse(submitted)?.string)
            },
            run: { input, call in
                let snapshot = catalogue.snapshot
                guard let resource = snapshot.resources[try call.parameter("resource")] else { throw DataCentreRefusal.notFound.problem }
                guard DataRights(scope: call.visitor.scope).mayAct(for: resource.owner) else {
                    throw DataCentreRefusal.notYours(snapshot.departmentName(resource.owner)).problem
                }
                try await setOutage(
                    resource.code, input.isOut, because: input.reason, by: call.visitor.name, account: call.visitor.account, at: call.now)
                return resource.code
            }, then: { code, _ in "/console/data/sources/\(code)" },
            again: { problem, call in
                SourceFilePage(file: try await sourceFile(call), catalogue: catalogue.snapshot, call: call).page(problem: problem)
            },
            gives: .object([.init("resource", .string)]), json: { code, _ in ["resource": .string(code)] }, status: 200)
    }
}

/// A source for programs.
enum SourceJSON {
    static let change: Schema = .object([
        .init("at", .dateTime), .init("out", .boolean), .init("by", .string), .init("reason", .string.orNull),
    ])
    static let members: [Schema.Member] = [
        .init("resource", .string), .init("owner", .string), .init("kind", .string), .init("state", .string),
        .init("switchedOff", change.orNull),
    ]

    static func json(_ change: SourceSwitch) -> JSON {
        [
            "at": .string(change.at.rfc3339), "out": .bool(change.isOff), "by": .string(change.actorName), "reason": JSON(change.reason),
        ]
    }

    static func json(_ state: SourceState) -> [JSON.Member] {
        [
            JSON.Member("resource", .string(state.code)), JSON.Member("owner", .string(state.owner)),
            JSON.Member("kind", .string(state.kind)), JSON.Member("state", .string(state.word.code)),
            JSON.Member("switchedOff", state.switchedOff.map(json) ?? .null),
        ]
    }
}
