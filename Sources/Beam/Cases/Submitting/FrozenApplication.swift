package import Catalogue
package import Kernel

/// A fact as it stood when the application was submitted, or as it was recorded later.
package struct Fact: Sendable, Hashable {
    package var value: JSON
    package var source: Source
    package var asOf: LocalDate

    package init(value: JSON, source: Source, asOf: LocalDate) {
        self.value = value
        self.source = source
        self.asOf = asOf
    }

    var json: JSON { ["value": value, "source": source.json, "asOf": .string(asOf.description)] }

    init?(json: JSON) {
        guard let value = json["value"], let source = json["source"].flatMap(Source.init(json:)),
            let asOf = json["asOf"]?.string.flatMap({ LocalDate($0) })
        else { return nil }
        self.init(value: value, source: source, asOf: asOf)
    }
}

/// Who applied, as they were known on that day.
package struct ApplicantSnapshot: Sendable, Hashable {
    package var name: String
    /// Identity number or credit code, in clear: sealed where it is stored, masked where it is shown.
    package var number: String
    package var mobile: String?

    package init(name: String, number: String, mobile: String?) {
        self.name = name
        self.number = number
        self.mobile = mobile
    }
}

/// Everything that an application was judged by, frozen when it was submitted: no later version of the catalogue, no later answer of a
/// register and no later edit changes it.
package struct FrozenApplication: Sendable, Hashable {
    package var applicant: ApplicantSnapshot
    /// Answers of the questions, by code.
    package var answers: [String: JSON]
    /// What the person typed, by field.
    package var given: [String: JSON]
    /// Every fact that counted, by `role.leaf`.
    package var facts: [String: Fact]
    /// What sources offered, used or not.
    package var holdings: Holdings
    /// Materials by what became of them: `waived`, `asked`, `later`, with the source of each that was waived.
    package var materials: [FrozenMaterial]
    /// The versions of the promises on which items are to be granted, by item; the words stand in the version of the catalogue that was frozen.
    package var approvals: [String: String]
    /// How the results are to be handed over; nil where nobody was asked.
    package var delivery: DeliveryChoice?

    package init(
        applicant: ApplicantSnapshot, answers: [String: JSON], given: [String: JSON], facts: [String: Fact], holdings: Holdings,
        materials: [FrozenMaterial], approvals: [String: String] = [:]
    ) {
        self.applicant = applicant
        self.answers = answers
        self.given = given
        self.facts = facts
        self.holdings = holdings
        self.materials = materials
        self.approvals = approvals
    }

    /// What was promised, by kind.
    package var promises: Promises {
        func codes(_ state: FrozenMaterial.State) -> Set<String> { Set(materials.filter { $0.state == state }.map(\.code)) }
        return Promises(certificates: codes(.promised), deferrals: codes(.later), approvals: Set(approvals.keys))
    }

    /// What an item rests on: the sources of the facts that it needs and of the papers that were waived for it, in a fixed order.
    ///
    /// - Parameter canonical: the one name of a field, whatever role it is written with.
    func sources(of item: ServiceItem, canonical: (String) -> String) -> [Source] {
        let needed = Set(item.fields.map { canonical($0.field) })
        let told = facts.filter { needed.contains(canonical($0.key)) }.map(\.value.source)
        let papers = materials.filter { $0.neededBy.contains(item.code) }.compactMap(\.source)
        return Set(told + papers).sorted { $0.json.text < $1.json.text }
    }

    /// Facts by field, without their origin.
    package var values: [String: JSON] { facts.mapValues(\.value) }
}

/// A material as the checklist had it at submission.
package struct FrozenMaterial: Sendable, Hashable {
    package enum State: String, Sendable, Hashable {
        case waived
        case asked
        /// 容缺后补: promised to follow.
        case later
        /// 告知承诺: promised in its place, to be checked afterwards.
        case promised
        /// 审批告知承诺: covered by the promise on which its item is granted.
        case covered
        /// 系统代写: written by the platform and signed with the application.
        case composed
    }

    package var code: String
    package var state: State
    /// Where the proof is that makes it unnecessary.
    package var source: Source?
    package var neededBy: [String]
    /// The version of the words that were promised; the words stand in the version of the catalogue that was frozen.
    package var promiseVersion: String?
    /// What stands in a document that the platform wrote, paragraph by paragraph, as it was signed.
    package var words: [Text] = []

    init(code: String, state: State, source: Source?, neededBy: [String], promiseVersion: String? = nil) {
        self.promiseVersion = promiseVersion
        self.code = code
        self.state = state
        self.source = source
        self.neededBy = neededBy
    }
}

extension FrozenApplication {
    /// What the sealed column holds.
    var json: JSON {
        var json: JSON = [
            "applicant": ["name": .string(applicant.name), "number": .string(applicant.number), "mobile": JSON(applicant.mobile)],
            "answers": JSON(byName: answers), "given": JSON(byName: given), "facts": JSON(byName: facts.mapValues(\.json)),
            "holdings": holdings.json, "materials": .array(materials.map(\.json)),
        ]
        if !approvals.isEmpty { json["approvals"] = JSON(byName: approvals.mapValues(JSON.string)) }
        json["delivery"] = delivery?.json
        return json
    }

    init?(json: JSON) {
        guard let name = json["applicant"]?["name"]?.string, let number = json["applicant"]?["number"]?.string,
            let answers = json["answers"]?.byName, let given = json["given"]?.byName, let facts = json["facts"]?.byName,
            let holdings = json["holdings"].flatMap(Holdings.init(json:)), let materials = json["materials"]?.array
        else { return nil }
        self.init(
            applicant: ApplicantSnapshot(name: name, number: number, mobile: json["applicant"]?["mobile"]?.string), answers: answers,
            given: given, facts: facts.compactMapValues(Fact.init(json:)), holdings: holdings,
            materials: materials.compactMap(FrozenMaterial.init(json:)),
            approvals: json["approvals"]?.byName?.compactMapValues(\.string) ?? [:])
        delivery = json["delivery"].flatMap(DeliveryChoice.init(json:))
    }
}

extension FrozenMaterial {
    fileprivate var json: JSON {
        var json: JSON = [
            "code": .string(code), "state": .string(state.rawValue), "neededBy": .array(neededBy.map(JSON.string)),
        ]
        json["source"] = source?.json
        json["promise"] = promiseVersion.map(JSON.string)
        if !words.isEmpty { json["words"] = .array(words.map { JSON($0) }) }
        return json
    }

    fileprivate init?(json: JSON) {
        guard let code = json["code"]?.string, let state = json["state"]?.string.flatMap(State.init(rawValue:)) else { return nil }
        self.init(
            code: code, state: state, source: json["source"].flatMap(Source.init(json:)),
            neededBy: json["neededBy"]?.array?.compactMap(\.string) ?? [], promiseVersion: json["promise"]?.string)
        words = json["words"]?.array?.map { Text(stored: $0) } ?? []
    }
}

extension JSON {
    /// An object of these members, in the order of their names.
    init(byName members: [String: JSON]) { self = .object(members.sorted { $0.key < $1.key }.map { Member($0.key, $0.value) }) }

    /// The members of an object, by name; nil for anything else.
    var byName: [String: JSON]? {
        members.map { Dictionary($0.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }) }
    }

    /// An object without the members that are null or absent.
    static func present(_ members: [(String, JSON?)]) -> JSON {
        .object(members.compactMap { name, value in value.flatMap { $0.isNull ? nil : Member(name, $0) } })
    }
}
