import Catalogue
import Identity
import Kernel
import Store
package import Web

extension Licences {
    /// Everything that this room answers.
    package var endpoints: [Endpoint] {
        wallet.endpoints + single.endpoints + verification.endpoints + registerEndpoints + collectionEndpoints + holderCorrections
            + correctionEndpoints + copyEndpoints + [paper]
    }

    static let shape: Schema = .object([
        .init("id", .id), .init("identifier", .string), .init("type", .string), .init("name", .text), .init("number", .string),
        .init("status", .string), .init("trustLevel", .string), .init("issuer", .string), .init("issuedOn", .date),
        .init("validFrom", .date),
        .init("validUntil", .date.orNull), .init("face", .object([])),
    ])

    private var wallet: Screen<[Licence]> {
        Screen(
            "licences.list", get: "/licences", access: .applicant, summary: LicencesText.title,
            load: { call in
                guard let party = call.visitor.party else { return [] }
                return try await licences(of: party)
            },
            page: { licences, call in
                let language = call.language
                let snapshot = catalogue.snapshot
                let cards = licences.map { licence -> HTML in
                    let face = LicenceFace(licence: licence, catalogue: snapshot, language: language, today: call.now.date, isFull: false)
                    return Components.linkCard(
                        HTML(text: face.name[language]), to: "/licences/\(licence.id)", tag: face.state,
                        "<p>\(licence.names(language))</p><p class=\"soft\">\(face.issuer, language)</p>",
                        foot: "\(face.validity, language)\(renewable(licence, call))")
                }
                let body: HTML =
                    cards.isEmpty
                    ? Components.emptyState(LicencesText.empty, hint: LicencesText.emptyHint, language) : Components.cards(cards)
                return Page(
                    LicencesText.title, layout: .portal(current: LicencesText.nav),
                    body: Components.heading(LicencesText.title, lede: LicencesText.lede, language) + body)
            },
            gives: .object([.init("items", .array(Licences.shape))]),
            json: { licences, call in ["items": .array(licences.map { json($0, isFull: false, on: call.now.date) })] })
    }

    /// A licence with what a page beside it shows.
    struct Opened: Sendable {
        var licence: Licence
        var uses: [UseLine]
        var isFull: Bool
        var corrections: [Correction]
        /// What brought it where it stands.
        var latest: LicenceEvent?
    }

    /// The holder's own look. Numbers are masked unless they are asked for, and that look is logged like any other.
    func open(_ call: Call, isFull: Bool, reason: Text = LicencesText.shown) async throws -> Opened {
        guard let party = call.visitor.party else { throw WebProblem.signInNeeded }
        let id = try call.id()
        return try await database.write { connection in
            guard let licence = try table.licence(id, in: connection), let profile = try identity.profile(of: party, in: connection),
                try table.keeps(profile.number, id, in: connection)
            else { throw LicenceRefusal.notFound.problem }
            let uses = try table.useLog.lines(of: id, limit: 20, in: connection)
            if isFull {
                let use = LicenceUse(
                    licence: licence, at: call.now, reader: "self", account: call.visitor.account, code: "licences.show",
                    reason: reason, reference: call.requestID)
                try log([use], in: connection)
            }
            return Opened(
                licence: licence, uses: uses, isFull: isFull, corrections: try table.corrections.all(of: id, in: connection),
                latest: try table.events.events(of: id, in: connection).last)
        }
    }

    private var single: Screen<Opened> {
        Screen(
            "licences.read", get: "/licences/{id}", access: .applicant, summary: LicencesText.one,
            query: .object([.init("show", .oneOf(["full"]), required: false)]), refuses: ["licences.not-found"],
            load: { try await open($0, isFull: $0.query["show"] == "full") },
            page: { opened, call in
                let language = call.language
                let face = LicenceFace(
                    licence: opened.licence, catalogue: catalogue.snapshot, language: language, today: call.now.date, isFull: opened.isFull)
                let code = Components.qr(verifyLink(opened.licence).absolute(from: origin), label: LicencesText.scan, language)
                let uses: HTML =
                    opened.uses.isEmpty
                    ? "<p class=\"soft\">\(LicencesText.noUses, language)</p>"
                    : "<ul class=\"plain\">\(opened.uses.html { useRow($0, call) })</ul>"
                let more: HTML =
                    opened.isFull
                    ? HTML() : Components.button(LicencesText.showNumbers, to: "/licences/\(opened.licence.id)?show=full", .plain, language)
                let side: HTML = """
                    \(Components.card(nil, "\(code)<p class=\"soft\">\(LicencesText.scan, language)</p>"))\
                    \(Components.card(LicencesText.uses, uses, language))
                    """
                let body: HTML = """
                    \(Components.breadcrumbs([(LicencesText.title, "/licences")], language))\
                    \(Components.heading(HTML(text: face.name[language]), tag: face.state))\
                    \(standingNote(opened, language))\(objectionNote(opened.corrections, opened.licence, call))\
                    \(Components.split(face.html + Components.actionBar([renewButton(opened.licence, call)] + ways(opened, on: call.now.date, language) + [objectButton(opened, language), more]), side))
                    """
                return Page(face.name, layout: .portal(current: LicencesText.nav), body: body)
            },
            gives: Licences.shape, json: { opened, call in json(opened.licence, isFull: opened.isFull, on: call.now.date) })
    }

    /// How a licence is renewed whose window of renewal is open; nil while it is not, and where no item renews it.
    private func openRenewal(of licence: Licence, _ call: Call) -> LicenceRenewal? {
        isRenewable(licence, on: call.now.date) ? catalogue.snapshot.renewal(of: licence.type) : nil
    }

    /// A word on the card of a licence that may be renewed.
    private func renewable(_ licence: Licence, _ call: Call) -> HTML {
        openRenewal(of: licence, call) == nil ? HTML() : " \(Components.tag(LicencesText.renewable, .wait, call.language))"
    }

    /// To the confirmation where one renews it, else to the item that does.
    private func renewButton(_ licence: Licence, _ call: Call) -> HTML {
        guard let way = openRenewal(of: licence, call) else { return HTML() }
        if way.isByConfirmation { return Components.button(LicencesText.renew, to: "/licences/\(licence.id)/renewal", call.language) }
        return Components.button(LicencesText.renewByItem, to: "/things/\(way.item.code)", call.language)
    }

    /// Why it may not be used: what the officer chose and wrote, and who to turn to.
    private func standingNote(_ opened: Opened, _ language: Language) -> HTML {
        guard let event = opened.latest, event.to == opened.licence.status, event.to == .frozen || event.step?.isEnd == true else {
            return HTML()
        }
        let ground = groundText(of: event, on: opened.licence)
        let because: HTML? = ground.map { "<br>\(RegisterText.ground, language) \($0, language)" }
        let reason: HTML? = event.reason.isEmpty ? nil : "<br>\(RegisterText.reason, language) \(event.reason)"
        let issuer = catalogue.snapshot.departmentName(opened.licence.issuer)
        return Components.banner(
            event.to == .frozen ? .wait : .seal,
            "<strong>\(event.to.name, language)</strong> \(Components.date(event.at.date, language))\(because)\(reason)<br>\(LicencesText.turnTo(issuer), language)"
        )
    }

    private func objectButton(_ opened: Opened, _ language: Language) -> HTML {
        if opened.licence.status == .superseded || opened.corrections.contains(where: \.state.isOpen) { return HTML() }
        return Components.button(CorrectionText.object, to: "/licences/\(opened.licence.id)/corrections", .plain, language)
    }

    /// What the holder may do with it: show it, hand it out as a file or on paper.
    private func ways(_ opened: Opened, on today: LocalDate, _ language: Language) -> [HTML] {
        let id = opened.licence.id
        let paper = Components.button(FaceText.paper, to: "/licences/\(id)/paper", .plain, language)
        guard opened.licence.isValid(on: today) else { return [paper] }
        return [
            Components.button(PresentingText.present, to: "/licences/\(id)/present", language),
            Components.button(PresentingText.file, to: "/licences/\(id)/file", .plain, language), paper,
        ]
    }

    func verifyLink(_ licence: Licence) -> Link { "/verify/licence/\(licence.identifier.rawValue)" }

    /// For anybody with a camera: only that it exists, what it is, who issued it and whether it stands.
    private var verification: Screen<Licence> {
        Screen(
            "licences.verify", get: "/verify/licence/{identifier}", access: .everyone, summary: LicencesText.verifyTitle,
            refuses: ["licences.not-found"],
            load: { call in
                guard let licence = try await licence(identifier: try call.parameter("identifier")) else {
                    throw LicenceRefusal.notFound.problem
                }
                return licence
            },
            page: { licence, call in
                let language = call.language
                let face = LicenceFace(
                    licence: licence, catalogue: catalogue.snapshot, language: language, today: call.now.date, isFull: false)
                let isValid = licence.isValid(on: call.now.date)
                let facts = [
                    Components.Fact(LicencesText.state, face.state),
                    Components.Fact(LicencesText.holder, HTML(text: licence.maskedNames(language))),
                    Components.Fact(LicencesText.issuer, HTML(text: face.issuer[language])),
                    Components.Fact(LicencesText.identifier, Components.code(licence.identifier.rawValue)),
                    Components.Fact(LicencesText.valid, HTML(text: face.validity[language])),
                ]
                let verdict = isValid ? LicencesText.isValid : LicencesText.isNotValid
                let body: HTML = """
                    \(Components.heading(HTML(text: face.name[language])))\
                    \(Components.banner(isValid ? .done : .seal, "<strong>\(verdict, language)</strong>"))\
                    \(Components.card(nil, Components.summaryList(facts, language)))
                    """
                return Page(LicencesText.verifyTitle, layout: .plain, body: body, isWide: false)
            },
            gives: .object([
                .init("identifier", .string), .init("type", .string), .init("issuer", .string), .init("holder", .string),
                .init("status", .string),
                .init("valid", .boolean),
            ]),
            json: { licence, call in
                [
                    "identifier": .string(licence.identifier.rawValue), "type": .string(licence.type), "issuer": .string(licence.issuer),
                    "holder": .string(licence.maskedNames(.zh)), "status": .string(licence.status(on: call.now.date).rawValue),
                    "valid": .bool(licence.isValid(on: call.now.date)),
                ]
            })
    }

    func json(_ licence: Licence, isFull: Bool, on today: LocalDate) -> JSON {
        let snapshot = catalogue.snapshot
        let face = licence.face.sorted { $0.key < $1.key }.map { code, value -> JSON.Member in
            let isHidden = !isFull && snapshot.elements[code]?.sensitivity == .sensitive
            return JSON.Member(code, isHidden ? .string(snapshot.words(for: value, of: snapshot.elements[code]).zh) : value)
        }
        return [
            "id": .string(licence.id.rawValue), "identifier": .string(licence.identifier.rawValue), "type": .string(licence.type),
            "name": JSON(snapshot.licenceTypes[licence.type]?.name ?? Text(same: licence.type)), "number": .string(licence.number),
            "status": .string(licence.status(on: today).rawValue), "trustLevel": .string(licence.trust.rawValue),
            "issuer": .string(licence.issuer),
            "issuedOn": .string(licence.issuedOn.description), "validFrom": .string(licence.validFrom.description),
            "validUntil": JSON(licence.validUntil?.description), "face": .object(face),
        ]
    }
}
