import Kernel
import Store
import Web

extension Presentations {
    static let presentationShape: Schema = .object([
        .init("id", .id), .init("state", .oneOf(Presentation.State.allCases.map(\.rawValue))), .init("shown", .array(.string)),
        .init("endsAt", .dateTime), .init("readAt", .dateTime.orNull), .init("reader", .text, required: false),
        .init("verdict", .oneOf(Verdict.allCases.map(\.rawValue)), required: false),
    ])

    var presentingEndpoints: [Endpoint] { choosing.endpoints + starting.endpoints + [showing, polling, renewing] + ending.endpoints }

    private var choosing: Screen<Presentable> {
        Screen(
            "licences.choose", get: "/licences/{id}/present", access: .applicant, summary: PresentingText.choose,
            refuses: ["licences.not-found", "licences.not-in-force"],
            load: { call in
                let presentable = try await presentable(call)
                guard presentable.licence.isValid(on: call.now.date) else {
                    throw PresentingRefusal.notInForce(presentable.licence.status(on: call.now.date)).problem
                }
                return presentable
            },
            page: { presentable, call in
                ChoosingPage(presentable: presentable, seal: FormSeal(csrf: call.visitor.csrf), language: call.language).page
            },
            gives: .object([.init("claims", .array(.object([.init("code", .string), .init("label", .text)])))]),
            json: { presentable, _ in
                ["claims": .array(presentable.claims.map { ["code": .string($0.code), "label": JSON($0.label)] })]
            })
    }

    private var starting: Act<(ID, Set<String>), Presentation> {
        Act(
            "licences.present", post: "/licences/{id}/presentations", access: .applicant, summary: PresentingText.start,
            takes: .object([
                .init("preset", .oneOf(Preset.allCases.map(\.rawValue)), required: false),
                .init("claims", .array(.string(maxLength: 100)), required: false),
            ]), refuses: ["licences.not-found", "licences.not-in-force"],
            input: { submitted, call in (try call.id(), Set(submitted.all("claims"))) },
            run: { input, call in
                guard let preset = call.submitted["preset"] else { return try await start(input.0, showing: input.1, call) }
                guard let codes = Preset(rawValue: preset)?.codes(of: try await presentable(call).claims) else {
                    throw PresentingRefusal.nothingChosen.problem
                }
                return try await start(input.0, showing: codes, call)
            },
            then: { presentation, _ in "/presentations/\(presentation.id)" },
            again: { problem, call in
                ChoosingPage(
                    presentable: try await presentable(call), seal: FormSeal(csrf: call.visitor.csrf), language: call.language,
                    problem: problem,
                    typed: call.submitted.values
                ).page
            },
            gives: Presentations.presentationShape, json: { Presentations.json($0, at: $1.now) })
    }

    /// The page with the code. Each look at it makes a new one: the page is the holder's own and nobody prefetches it.
    private var showing: Endpoint {
        Endpoint(
            "licences.presentation", .get, "/presentations/{id}", access: .applicant, summary: PresentingText.showing,
            refuses: ["licences.no-presentation"], face: .page
        ) { call in
            let presentation = try await own(call)
            let presentable = try await database.read {
                try self.presentable(presentation.licence, by: call.visitor, on: call.now.date, in: $0)
            }
            let isWaiting = presentation.state(at: call.now) == .waiting
            let code = isWaiting ? try await renew(presentation, at: call.now) : nil
            return .page(
                ShowingPage(
                    presentation: presentation, presentable: presentable, code: code, seal: FormSeal(csrf: call.visitor.csrf),
                    language: call.language, now: call.now
                ).page)
        }
    }

    private var polling: Endpoint {
        Endpoint(
            "licences.presentation", .get, "/presentations/{id}", access: .applicant, summary: PresentingText.state,
            gives: Presentations.presentationShape, refuses: ["licences.no-presentation"], face: .api
        ) { call in
            .json(Presentations.json(try await own(call), at: call.now))
        }
    }

    private var renewing: Endpoint {
        Endpoint(
            "licences.code", .post, "/presentations/{id}/codes", access: .applicant, summary: PresentingText.renew, takes: .object([]),
            gives: .object([.init("url", .string(maxLength: 120)), .init("expiresAt", .dateTime)]),
            refuses: ["licences.no-presentation", "licences.presentation-over"], face: .api, status: 201
        ) { call in
            let code = try await renew(try await own(call), at: call.now)
            return .json(["url": .string(code.link), "expiresAt": .string(code.expiresAt.rfc3339)], status: 201)
        }
    }

    private var ending: Act<Void, Presentation> {
        Act(
            "licences.end", post: "/presentations/{id}/end", access: .applicant, summary: PresentingText.end, takes: .object([]),
            refuses: ["licences.no-presentation"], input: { _, _ in }, run: { _, call in try await end(call) },
            then: { presentation, _ in "/licences/\(presentation.licence)" }, gives: Presentations.presentationShape,
            json: { Presentations.json($0, at: $1.now) }, status: 200)
    }

    static func json(_ presentation: Presentation, at now: Instant) -> JSON {
        var json: JSON = [
            "id": .string(presentation.id.rawValue), "state": .string(presentation.state(at: now).rawValue),
            "shown": .array(presentation.shown.sorted().map(JSON.string)), "endsAt": .string(presentation.endsAt.rfc3339),
            "readAt": JSON(presentation.read?.at.rfc3339),
        ]
        if let read = presentation.read {
            json["reader"] = JSON(read.reader.words)
            json["verdict"] = .string(read.verdict.rawValue)
        }
        return json
    }
}
