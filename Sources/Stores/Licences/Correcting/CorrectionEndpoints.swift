import Catalogue
import Kernel
import Store
import Web

extension Licences {
    /// The issuer's side: the worklist of objections, and the answers.
    var correctionEndpoints: [Endpoint] {
        correctionList.endpoints + correctionFile.endpoints + staffObjecting.endpoints
            + [examining, correcting, refusing].flatMap(\.endpoints)
    }

    enum CorrectionList: String, Sendable, CaseIterable {
        case waiting, done, told

        var name: Text {
            switch self {
            case .waiting: CorrectionText.waiting
            case .done: CorrectionText.done
            case .told: CorrectionText.told
            }
        }
    }

    struct ListedCorrections: Sendable {
        var show: CorrectionList
        var corrections: [Correction]
        var notices: [(department: String, notice: CorrectionNotice)]
    }

    private var correctionList: Screen<ListedCorrections> {
        Screen(
            "corrections.list", get: "/console/licences/corrections", access: Licences.registrars, summary: CorrectionText.title,
            tag: "register", query: .object([.init("show", .oneOf(CorrectionList.allCases.map(\.rawValue)), required: false)]),
            load: { call in
                let show = call.query["show"].flatMap(CorrectionList.init(rawValue:)) ?? .waiting
                let scope = call.visitor.scope
                return try await database.read { connection in
                    if show == .told {
                        let held = scope.grants.filter { LicenceRights.readers.contains($0.role) }.map(\.department)
                        let departments = held.contains(nil) ? nil : held.compactMap(\.self)
                        return ListedCorrections(
                            show: show, corrections: [], notices: try table.corrections.notices(to: departments, in: connection))
                    }
                    let found = try table.corrections.list(open: show == .waiting, LicenceRights.predicate(scope), in: connection)
                    return ListedCorrections(show: show, corrections: found, notices: [])
                }
            },
            page: { correctionsPage($0, $1) }, gives: .object([.init("items", .array(Licences.correctionShape))]),
            json: { listed, _ in
                ["items": .array((listed.corrections + listed.notices.map(\.notice.correction)).map(correctionJSON))]
            })
    }

    // MARK: One objection

    struct OpenedCorrection: Sendable {
        var correction: Correction
        var licence: Licence
        /// The issuer's officers with the right role, whose own licence it is not.
        var mayAnswer: Bool
        var isOwn: Bool
    }

    static let answering: Set<Role> = [.licensor, .approver, .steward]

    func openedCorrection(_ call: Call) async throws -> OpenedCorrection {
        let id = try call.id()
        let own = try await ownNumbers(of: call.visitor, on: call.now.date)
        return try await database.write { connection in
            let opened = try openedCorrection(id, own, call, in: connection)
            try log([look(at: opened.licence, CorrectionText.looked, for: .objection, by: call)], in: connection)
            return opened
        }
    }

    private func openedCorrection(_ id: ID, _ own: Set<String>, _ call: Call, in connection: any Connection) throws -> OpenedCorrection {
        guard let correction = try table.corrections.correction(id, in: connection),
            let licence = try table.licence(correction.licence, in: connection),
            LicenceRights.may(call.visitor.scope, LicenceRights.readers, licence)
        else { throw LicenceRefusal.correctionOver.problem }
        let isOwn = try isOwn(licence, own, in: connection)
        return OpenedCorrection(
            correction: correction, licence: licence,
            mayAnswer: !isOwn && LicenceRights.may(call.visitor.scope, Licences.answering, licence),
            isOwn: isOwn)
    }

    private var correctionFile: Screen<OpenedCorrection> {
        Screen(
            "corrections.read", get: "/console/licences/corrections/{id}", access: Licences.registrars, summary: CorrectionText.one,
            tag: "register", refuses: ["licences.correction-over"], load: { try await openedCorrection($0) },
            page: { correctionPage($0, $1, act: nil, problem: nil) }, gives: Licences.correctionShape,
            json: { opened, _ in correctionJSON(opened.correction) })
    }

    /// An answer, in one transaction with what follows from it.
    private func answering(
        _ act: CorrectionAct, noun: String, takes: Schema,
        _ run: @escaping @Sendable (OpenedCorrection, Submitted, Call, any Connection) throws -> Correction
    ) -> Act<Submitted, Correction> {
        Act(
            "corrections.\(noun)", post: "/console/licences/corrections/{id}/\(noun)", access: Licences.registrars, summary: act.name,
            tag: "register", takes: takes,
            refuses: [
                "invalid", "licences.correction-over", "licences.correction-state", "licences.not-yours", "licences.own",
                "licences.nothing-corrected", "licences.not-allowed",
            ],
            input: { submitted, _ in submitted },
            run: { submitted, call in
                let id = try call.id()
                let own = try await ownNumbers(of: call.visitor, on: call.now.date)
                return try await database.write { connection in
                    let opened = try openedCorrection(id, own, call, in: connection)
                    if opened.isOwn { throw LicenceRefusal.own.problem }
                    guard opened.mayAnswer else { throw LicenceRefusal.notYours.problem }
                    return try run(opened, submitted, call, connection)
                }
            },
            then: { correction, _ in "/console/licences/corrections/\(correction.id)" },
            again: { problem, call in correctionPage(try await openedCorrection(call), call, act: act, problem: problem) },
            gives: Licences.correctionShape, json: { correction, _ in correctionJSON(correction) }, status: 200)
    }

    private var examining: Act<Submitted, Correction> {
        answering(.examine, noun: "examination", takes: .object([])) { opened, _, call, connection in
            try move(opened.correction, .examine, by: .issuer, at: call.now, in: connection)
        }
    }

    static let refusalFields = [Field("reason", CorrectionText.refuseReason, .longText(max: 1000), help: CorrectionText.answerHelp)]

    private var refusing: Act<Submitted, Correction> {
        answering(.refuse, noun: "refusal", takes: .object([.init("reason", .string(maxLength: 1000))])) {
            opened, submitted, call, connection in
            let reason = try Licences.refusalFields.parse(submitted)["reason"]?.string ?? ""
            return try move(opened.correction, .refuse, by: .issuer, answer: reason, at: call.now, in: connection)
        }
    }

    private var correcting: Act<Submitted, Correction> {
        answering(
            .correct, noun: "correction",
            takes: Schema.object([.init("holderName", .string(maxLength: 200)), .init("answer", .string(maxLength: 1000))])
                .with("additionalProperties", true)
        ) { opened, submitted, call, connection in
            let fields = correctedFields(opened.licence, on: call.now.date)
            let values = try fields.parse(submitted, today: call.now.date)
            // What the type does not name stays as it is: nothing is lost by a correction.
            let shown = Set(fields.map(\.name))
            var face = opened.licence.face.filter { !shown.contains($0.key) }
            var faults: [Problem.Fault] = []
            for code in shown.sorted() where code != "holderName" && code != "answer" {
                guard let value = values[code], !value.isNull, let element = catalogue.snapshot.elements[code] else { continue }
                let choices = catalogue.snapshot.choices(of: element)
                let read = element.reading(value, choices: choices) ?? value
                // What stands there already may be older than the rule; what is new has to keep it.
                if read != opened.licence.face[code], let mistake = element.mistake(in: read, choices: choices, today: call.now.date) {
                    faults.append(Problem.Fault(code, mistake))
                }
                face[code] = read
            }
            guard faults.isEmpty else { throw Problem.invalid(faults) }
            let actor = LicenceActor(kind: .staff, account: call.visitor.account, name: call.visitor.name)
            return try correct(
                opened.correction, face: face, holderName: values["holderName"]?.string ?? opened.licence.holder.name,
                answer: values["answer"]?.string ?? "", by: actor, at: call.now, in: connection)
        }
    }

    /// The boxes of a correction: the holder's name, the face, the answer.
    func correctedFields(_ licence: Licence, on today: LocalDate) -> [Field] {
        let snapshot = catalogue.snapshot
        let face = (snapshot.licenceTypes[licence.type]?.elements ?? []).compactMap { code in
            snapshot.faceField(code, isRequired: licence.face[code] != nil, today: today)
        }
        return [Field("holderName", CorrectionText.holderName, .text(max: 200))] + face
            + [Field("answer", CorrectionText.answer, .longText(max: 1000), help: CorrectionText.answerHelp)]
    }

    // MARK: An officer objects

    private var staffObjecting: Act<Submitted, Correction> {
        Act(
            "corrections.object", post: "/console/licences/{id}/corrections", access: Licences.registrars,
            summary: CorrectionText.objectTitle,
            tag: "register", takes: .object([.init("wrong", .string(maxLength: 1000))]),
            refuses: ["invalid", "licences.not-found", "licences.already-disputed"],
            input: { submitted, _ in submitted },
            run: { submitted, call in
                let wrong = try Licences.objectionFields.parse(submitted)["wrong"]?.string ?? ""
                let id = try call.id()
                return try await database.write { try object(to: id, wrong, for: call.visitor, at: call.now, in: $0) }
            },
            then: { correction, _ in "/console/licences/corrections/\(correction.id)" },
            again: { problem, call in filePage(try await filed(call, for: .objection), call, act: nil, problem: problem) },
            gives: Licences.correctionShape,
            json: { correction, _ in correctionJSON(correction) })
    }
}
