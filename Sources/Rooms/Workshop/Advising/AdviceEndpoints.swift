import Catalogue
import Graph
import Kernel
import Store
import Web

extension Workshop {
    var adviceEndpoints: [Endpoint] {
        adviceListScreen.endpoints + adviceScreen.endpoints + accepting.endpoints + declining.endpoints + reopening.endpoints
            + computationScreen.endpoints + computing.endpoints
    }

    private static let adviceRefusals = [
        "invalid", "workshop.advice-not-found", "workshop.advice-stale", "workshop.advice-decided", "workshop.advice-not-allowed",
        "workshop.advice-outdated", "workshop.advice-risk", "workshop.advice-draft", "workshop.not-yours", "workshop.city-only",
    ]

    static func adviceLink(_ id: String) -> Link { "/console/graph/advice/\(id)" }
    static func adviceLink(_ id: String, _ noun: String) -> Link { "/console/graph/advice/\(id)/\(noun)" }

    // MARK: The list

    struct AdviceList: Sendable {
        let run: AdviceRun?
        let state: AdviceState
        let kind: Advice.Kind?
        let items: [KeptAdvice]
        let next: String?
        let isFirst: Bool
    }

    private static let adviceRows = 20

    private func adviceList(_ call: Call) async throws -> AdviceList {
        let state = call.query["state"].flatMap(AdviceState.init(rawValue:)) ?? .open
        let kind = call.query["kind"].flatMap(Advice.Kind.init(rawValue:))
        // Open ones stand by their rank, the others by the moment of their decision.
        let place = state == .open ? call.query["after"].flatMap { Int($0) } : nil
        let decision = state == .open ? nil : try call.place("after")
        let (run, found) = try await database.read { connection -> (AdviceRun?, [KeptAdvice]) in
            let limit = Workshop.adviceRows + 1
            let found =
                state == .open
                ? try AdviceTable.ranked(kind, after: place, limit: limit, in: connection)
                : try AdviceTable.decided(state, kind, before: decision, limit: limit, in: connection)
            return (try AdviceRunTable.run(in: connection), found)
        }
        let items = Array(found.prefix(Workshop.adviceRows))
        let last = found.count > Workshop.adviceRows ? items.last : nil
        let next = state == .open ? last?.position.map { String($0) } : last?.decision?.id.rawValue
        return AdviceList(run: run, state: state, kind: kind, items: items, next: next, isFirst: place == nil && decision == nil)
    }

    private var adviceListScreen: Screen<AdviceList> {
        Screen(
            "workshop.advice-list", get: "/console/graph", access: Workshop.officials, summary: AdvicePageText.advice,
            query: .object([
                .init("state", .oneOf(AdviceState.allCases.map(\.rawValue)), required: false),
                .init("kind", .oneOf(Advice.Kind.allCases.map(\.rawValue)), required: false), .init("after", .string, required: false),
            ]),
            load: { try await adviceList($0) }, page: { list, call in AdviceListPage(list: list, call: call).page() },
            gives: .object([.init("computation", .any), .init("items", .array(.any)), .init("next", .string.orNull)]),
            json: { list, _ in
                [
                    "computation": list.run?.json ?? .null, "items": .array(list.items.map(AdviceJSON.advice)), "next": JSON(list.next),
                ]
            })
    }

    // MARK: One

    struct AdviceView: Sendable {
        let file: AdviceFile
        /// What it would change in the version in force; nil where it no longer fits.
        let changes: [Change]?
        let picture: DrawnPicture?
        let price: PriceRun?
    }

    private func adviceView(_ id: String, _ call: Call, isDrawn: Bool) async throws -> AdviceView {
        let file = try await adviceFile(id)
        let catalogue = try await current()
        // What was accepted is told by its draft.
        let wanted = file.kept.state == .accepted ? [] : file.kept.advice.changes
        let changes = (try? AdviceApplying.edits(wanted, over: catalogue))?.compactMap { key, content in
            CatalogueComparing.change(of: key, from: catalogue.definition(key.kind, key.code)?.content, to: content, in: catalogue, nil)
        }
        var picture: DrawnPicture?
        if isDrawn {
            let graph = await graphs.graph(of: catalogue)
            picture = await drawn(graph.picture(of: file.kept.advice), id: "advice", in: graph, call.language) { Workshop.picture(of: $0) }
        }
        let price = try await database.read { connection in try file.draft.flatMap { try PriceTable.run(of: $0.id, in: connection) } }
        return AdviceView(file: file, changes: changes, picture: picture, price: price)
    }

    private func advicePage(_ id: String, _ call: Call, act: AdviceAction?, problem: Problem?) async throws -> Page {
        AdvicePage(view: try await adviceView(id, call, isDrawn: true), call: call, act: act, problem: problem).page()
    }

    private var adviceScreen: Screen<AdviceView> {
        Screen(
            "workshop.advice", get: "/console/graph/advice/{id}", access: Workshop.officials, summary: AdvicePageText.one,
            refuses: ["workshop.advice-not-found"],
            load: { call in try await adviceView(try call.parameter("id"), call, isDrawn: call.face == .page) },
            page: { view, call in AdvicePage(view: view, call: call, act: nil, problem: nil).page() }, gives: .any,
            json: { view, call in AdviceJSON.view(view, call) })
    }

    // MARK: Deciding

    private var accepting: Act<Bool, CatalogueDraft> {
        Act(
            "workshop.accept-advice", post: "/console/graph/advice/{id}/acceptance", access: Workshop.editors,
            summary: AdviceAction.accept.name, tag: "workshop", takes: .object([]), refuses: Workshop.adviceRefusals,
            input: { _, _ in true },
            run: { _, call in try await accept(try call.parameter("id"), for: call.visitor, at: call.now) },
            then: { draft, _ in Workshop.link(draft.id) },
            again: { problem, call in try await advicePage(try call.parameter("id"), call, act: .accept, problem: problem) }, gives: .any,
            json: { draft, _ in WorkshopJSON.draft(draft) })
    }

    private var declining: Act<String, String> {
        Act(
            "workshop.decline-advice", post: "/console/graph/advice/{id}/refusal", access: Workshop.editors,
            summary: AdviceAction.decline.name, tag: "workshop", takes: .object([.init("reason", .string(maxLength: 2000))]),
            refuses: Workshop.adviceRefusals, input: { submitted, _ in String((submitted["reason"] ?? "").prefix(2000)).trimmed },
            run: { reason, call in
                try await decide(.decline, on: try call.parameter("id"), reason: reason, for: call.visitor, at: call.now)
                return try call.parameter("id")
            },
            then: { id, _ in Workshop.adviceLink(id) },
            again: { problem, call in try await advicePage(try call.parameter("id"), call, act: .decline, problem: problem) },
            gives: .object([.init("id", .string)]), json: { id, _ in ["id": .string(id)] }, status: 200)
    }

    private var reopening: Act<Bool, String> {
        Act(
            "workshop.reopen-advice", post: "/console/graph/advice/{id}/reopening", access: Workshop.editors,
            summary: AdviceAction.reopen.name, tag: "workshop", takes: .object([]), refuses: Workshop.adviceRefusals,
            input: { _, _ in true },
            run: { _, call in
                try await decide(.reopen, on: try call.parameter("id"), reason: nil, for: call.visitor, at: call.now)
                return try call.parameter("id")
            },
            then: { id, _ in Workshop.adviceLink(id) },
            again: { problem, call in try await advicePage(try call.parameter("id"), call, act: .reopen, problem: problem) },
            gives: .object([.init("id", .string)]), json: { id, _ in ["id": .string(id)] }, status: 200)
    }

    // MARK: Computing

    private var computationScreen: Screen<AdviceList> {
        Screen(
            "workshop.computation", get: "/console/graph/computation", access: Workshop.officials, summary: AdvicePageText.computation,
            load: { try await adviceList($0) }, page: { list, call in AdviceListPage(list: list, call: call).page() },
            gives: .object([.init("run", .any)]), json: { list, _ in ["run": list.run?.json ?? .null] })
    }

    private var computing: Act<Bool, Bool> {
        Act(
            "workshop.compute-advice", post: "/console/graph/computation", access: Workshop.officials, summary: AdvicePageText.computeAgain,
            tag: "workshop", takes: .object([]), input: { _, _ in true },
            run: { _, call in
                try await askAdvice(at: call.now)
                return true
            },
            then: { _, _ in Workshop.graphNav.link }, gives: .object([.init("state", .string)]),
            json: { _, _ in ["state": .string(AdviceRun.State.running.rawValue)] }, status: 202)
    }
}

/// What programs are told of advice.
enum AdviceJSON {
    static func advice(_ kept: KeptAdvice) -> JSON {
        var json = kept.advice.json
        json["state"] = .string(kept.state.rawValue)
        json["rank"] = kept.position.map { .int($0 + 1) } ?? .null
        json["firstSeen"] = .string(kept.firstSeen.rfc3339)
        json["lastSeen"] = .string(kept.lastSeen.rfc3339)
        json["draft"] = JSON(kept.draft?.rawValue)
        json["decision"] =
            kept.decision.map { decision in
                ["by": .string(decision.name), "at": .string(decision.at.rfc3339), "reason": JSON(decision.reason)]
            } ?? .null
        json["saved"] = kept.saved?.json ?? .null
        return json
    }

    static func view(_ view: Workshop.AdviceView, _ call: Call) -> JSON {
        var json = advice(view.file.kept)
        json["actions"] = .array(view.file.actions(of: call.visitor).map { .string($0.rawValue) })
        json["definitions"] = .array((view.changes ?? []).map(\.json))
        json["draftState"] = JSON(view.file.draft?.state.rawValue)
        json["price"] = view.price?.json ?? .null
        json["history"] = .array(
            view.file.events.map { event in
                [
                    "at": .string(event.at.rfc3339), "action": .string(event.action.rawValue), "by": .string(event.actorName),
                    "to": .string(event.to.rawValue), "reason": JSON(event.reason), "draft": JSON(event.draft?.rawValue),
                ]
            })
        return json
    }
}
