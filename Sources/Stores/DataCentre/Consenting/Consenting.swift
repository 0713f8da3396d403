import Catalogue
import Identity
package import Kernel
package import Store
import Web

extension DataCentre {
    /// Of these numbers those of children for whom no guardian has agreed. Few are children's; the rest cost nothing.
    package func unspokenFor(_ numbers: [String], at now: Instant, in connection: any Connection) throws -> Set<String> {
        let children = Set(numbers.filter { Guardianship.protects($0, on: now.date) })
        return children.isEmpty ? [] : children.subtracting(try consents.agreed(children.sorted(), in: connection))
    }

    /// The same outside a transaction.
    package func unspokenFor(_ numbers: [String], at now: Instant) async throws -> Set<String> {
        guard numbers.contains(where: { Guardianship.protects($0, on: now.date) }) else { return [] }
        return try await database.read { try unspokenFor(numbers, at: now, in: $0) }
    }

    /// What the person is told of a child's licence that was not looked for.
    package func withheld(licence type: String) -> Text {
        let snapshot = catalogue.snapshot
        return SharingText.stopped(.guardian, snapshot.licenceTypes[type].map { snapshot.departmentShortName($0.issuer) })
    }

    var consentEndpoints: [Endpoint] { wardList.endpoints + [true, false].flatMap { consenting($0).endpoints } }

    /// The demo city's parents have agreed.
    package func agree(guardian: Party, child number: String, at now: Instant, in connection: any Connection) throws {
        try consents.set(number, isAgreed: true, by: guardian, at: now, in: connection)
    }

    private var wardList: Screen<[Ward]> {
        Screen(
            "datacentre.wards", get: "/data-consents", access: .applicant, summary: ConsentText.title, tag: "data",
            load: { call in try await wards(of: call.visitor, at: call.now) },
            page: { wards, call in wardPage(wards, call) },
            gives: .object([
                .init("items", .array(.object([.init("person", .id), .init("name", .string), .init("agreed", .boolean)])))
            ]),
            json: { wards, _ in
                [
                    "items": .array(
                        wards.map { ["person": .string($0.person.rawValue), "name": .string($0.name), "agreed": .bool($0.isAgreed)] })
                ]
            })
    }

    private func wardPage(_ wards: [Ward], _ call: Call) -> Page {
        let language = call.language
        let cards = wards.html { ward -> HTML in
            let button: HTML =
                ward.isAgreed
                ? Components.postButton(
                    ConsentText.withdraw, to: "/data-consents/\(ward.person)/withdrawal", kind: .plain,
                    seal: FormSeal(csrf: call.visitor.csrf), language)
                : Components.postButton(
                    ConsentText.agree, to: "/data-consents/\(ward.person)/agreement", seal: FormSeal(csrf: call.visitor.csrf), language)
            let state = ward.isAgreed ? ConsentText.agreed : ConsentText.notAgreed
            return Components.card(
                HTML(text: ward.name), aside: Components.tag(state, ward.isAgreed ? .done : .wait, language),
                "<p>\(ConsentText.about(ward.age), language)</p>" + Components.actionBar([button]))
        }
        let list: HTML = wards.isEmpty ? Components.emptyState(ConsentText.none, language) : cards
        let body: HTML = """
            \(Components.breadcrumbs([(DataCentreText.title, "/data-uses")], language))\
            \(Components.heading(ConsentText.title, lede: ConsentText.lede, language))\(list)
            """
        return Page(ConsentText.title, body: body)
    }

    private func consenting(_ isAgreed: Bool) -> Act<Bool, ID> {
        Act(
            isAgreed ? "datacentre.consent" : "datacentre.consent-withdraw",
            post: isAgreed ? "/data-consents/{id}/agreement" : "/data-consents/{id}/withdrawal", access: .applicant,
            summary: isAgreed ? ConsentText.agree : ConsentText.withdraw, tag: "data", takes: .object([]),
            refuses: ["datacentre.not-found"], input: { _, _ in isAgreed },
            run: { isAgreed, call in
                let child = try call.id()
                let stated = try await statedChildren(of: call.visitor, at: call.now)
                try await database.write { connection in
                    guard let party = call.visitor.party,
                        try wards(of: call.visitor, stated, at: call.now, in: connection).contains(where: { $0.person == child }),
                        let person = try identity.person(child, in: connection)
                    else { throw DataCentreRefusal.notFound.problem }
                    try consents.set(person.idNumber.rawValue, isAgreed: isAgreed, by: party, at: call.now, in: connection)
                }
                return child
            }, then: { _, _ in "/data-consents" }, gives: .object([.init("person", .id)]),
            json: { id, _ in ["person": .string(id.rawValue)] }, status: 200)
    }
}
