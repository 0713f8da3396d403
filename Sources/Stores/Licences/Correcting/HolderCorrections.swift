import Catalogue
import Identity
import Kernel
import Store
import Web

extension Licences {
    /// The holder's side: saying that a licence is wrong, and taking that back.
    var holderCorrections: [Endpoint] { objectionPage.endpoints + objecting.endpoints + withdrawing.endpoints }

    static let objectionFields = [
        Field("wrong", CorrectionText.wrong, .longText(max: 1000), help: CorrectionText.wrongHelp)
    ]

    static let correctionShape: Schema = .object([
        .init("id", .id), .init("licence", .id), .init("state", .string), .init("objector", .string), .init("raisedAt", .dateTime),
        .init("due", .date), .init("provisional", .boolean), .init("answer", .string), .init("replacement", .id.orNull),
    ])

    func correctionJSON(_ value: Correction) -> JSON {
        [
            "id": .string(value.id.rawValue), "licence": .string(value.licence.rawValue), "state": .string(value.state.rawValue),
            "objector": .string(value.objector.rawValue), "raisedAt": .string(value.raisedAt.rfc3339),
            "due": .string(value.due.date.description), "provisional": .bool(value.due.provisional), "answer": .string(value.answer),
            "replacement": JSON(value.newLicence?.rawValue),
        ]
    }

    /// A licence that the visitor holds, or keeps for a child.
    func held(_ call: Call, in connection: any Connection) throws -> (licence: Licence, name: String, party: Party) {
        guard let party = call.visitor.party else { throw WebProblem.signInNeeded }
        guard let licence = try table.licence(try call.id(), in: connection), let profile = try identity.profile(of: party, in: connection),
            try table.keeps(profile.number, licence.id, in: connection)
        else { throw LicenceRefusal.notFound.problem }
        return (licence, profile.name, party)
    }

    private var objectionPage: Screen<Licence> {
        Screen(
            "licences.objection-page", get: "/licences/{id}/corrections", access: .applicant, summary: CorrectionText.objectTitle,
            refuses: ["licences.not-found"], load: { call in try await database.read { try held(call, in: $0).licence } },
            page: { objectionPage($0, $1, problem: nil) })
    }

    private func objectionPage(_ licence: Licence, _ call: Call, problem: Problem?) -> Page {
        let language = call.language
        let name = catalogue.snapshot.licenceTypes[licence.type]?.name ?? Text(same: licence.type)
        let form = Form(
            action: "/licences/\(licence.id)/corrections", fields: Licences.objectionFields,
            values: problem == nil ? [:] : call.submitted.values, problem: problem, submit: CorrectionText.send,
            seal: FormSeal(csrf: call.visitor.csrf))
        let face = LicenceFace(licence: licence, catalogue: catalogue.snapshot, language: language, today: call.now.date, isFull: false)
        let body: HTML = """
            \(Components.breadcrumbs([(LicencesText.title, "/licences"), (name, "/licences/\(licence.id)")], language))\
            \(Components.heading(CorrectionText.objectTitle, lede: CorrectionText.objectLede(settings.correctionWorkdays), language))\
            \(Components.card(name, Components.summaryList(face.facts, language), language))\(form.html(language))
            """
        return Page(
            CorrectionText.objectTitle, layout: .portal(current: LicencesText.nav), body: body, status: problem?.status ?? 200,
            isWide: false)
    }

    private var objecting: Act<Submitted, Correction> {
        Act(
            "licences.object", post: "/licences/{id}/corrections", access: .applicant, summary: CorrectionText.objectTitle,
            takes: .object([.init("wrong", .string(maxLength: 1000))]),
            refuses: ["invalid", "licences.not-found", "licences.already-disputed"],
            input: { submitted, _ in submitted },
            run: { submitted, call in
                let wrong = try Licences.objectionFields.parse(submitted)["wrong"]?.string ?? ""
                return try await database.write { connection in
                    let (licence, name, party) = try held(call, in: connection)
                    let objection = Objection(
                        licence: licence, objector: .holder, party: party, account: call.visitor.account, name: name, wrong: wrong)
                    return try object(objection, at: call.now, in: connection)
                }
            },
            then: { correction, _ in "/licences/\(correction.licence)" },
            again: { problem, call in
                let licence = try await database.read { try held(call, in: $0).licence }
                return objectionPage(licence, call, problem: problem)
            }, gives: Licences.correctionShape, json: { correction, _ in correctionJSON(correction) })
    }

    private var withdrawing: Act<Submitted, Correction> {
        Act(
            "licences.withdraw-objection", post: "/licences/{id}/corrections/{correction}/withdrawal", access: .applicant,
            summary: CorrectionAct.withdraw.name, takes: .object([]), refuses: ["licences.not-found", "licences.correction-state"],
            input: { submitted, _ in submitted },
            run: { _, call in
                let id = try call.id("correction")
                return try await database.write { connection in
                    let (licence, _, party) = try held(call, in: connection)
                    guard let correction = try table.corrections.correction(id, in: connection), correction.licence == licence.id,
                        correction.party == party
                    else { throw LicenceRefusal.correctionOver.problem }
                    return try move(correction, .withdraw, by: .objector, at: call.now, in: connection)
                }
            },
            then: { correction, _ in "/licences/\(correction.licence)" }, gives: Licences.correctionShape,
            json: { correction, _ in correctionJSON(correction) }, status: 200)
    }

    /// On the holder's page of a licence: what became of an objection, or the way to raise one.
    func objectionNote(_ corrections: [Correction], _ licence: Licence, _ call: Call) -> HTML {
        let language = call.language
        guard let latest = corrections.first else { return HTML() }
        if latest.state.isOpen {
            let words = CorrectionText.open.filled(["state": latest.state.name, "date": latest.due.date.text])
            let withdraw: HTML? =
                latest.party == call.visitor.party
                ? Components.postButton(
                    CorrectionAct.withdraw.name, to: "/licences/\(licence.id)/corrections/\(latest.id)/withdrawal", kind: .plain,
                    seal: FormSeal(csrf: call.visitor.csrf), language) : nil
            return Components.banner(.wait, "<p>\(words, language)</p>\(withdraw)")
        }
        guard latest.party == call.visitor.party, latest.state != .withdrawn else { return HTML() }
        let words = CorrectionText.answered.filled(["state": latest.state.name, "answer": Text(same: latest.answer)])
        return Components.banner(latest.state == .corrected ? .done : .wait, "\(words, language)")
    }
}
