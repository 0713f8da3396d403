package import Kernel
package import Rules

/// What can be applied for, ready to run: a one-thing, or a single item as a thing of its own.
package final class Thing: Sendable {
    /// An item of the thing, and how it depends on answers and on the others. A class: definitions are large, and the checklist goes through
    /// the parts many times.
    package final class Part: Sendable {
        package let item: ServiceItem
        package let when: Rules.Expression?
        package let optional: String?
        /// Codes of items whose results it needs.
        package let after: [String]

        init(item: ServiceItem, when: Rules.Expression?, optional: String?, after: [String]) {
            (self.item, self.when, self.optional, self.after) = (item, when, optional, after)
        }
    }

    package let code: String
    package let name: Text
    package let called: Text?
    package let summary: Text?
    package let audience: Audience
    package let theme: String?
    package let life: String?
    package let lead: String
    package let cooperating: [OneThing.Cooperation]
    package var participants: [String: Participant] { factNames.participants }
    /// The role of the one who applies.
    package var applicant: Participant { factNames.applicant }
    /// Shared questions, then those of the items; each code once.
    package let questions: [Question]
    /// In an order in which each comes after what it needs.
    package let parts: [Part]
    package let followOns: [OneThing.FollowOn]
    package let before: OneThing.Before?
    package let sections: [String: Text]
    package let words: [String]
    package let isSingle: Bool
    package let isIllustrative: Bool
    private let factNames: FactNames
    /// The items that brought a question in; none for the thing's own.
    private let owners: [String: Set<String>]
    let uses: QuestionUses
    /// Every fact that some form of the thing asks for.
    let formFields: Set<String>
    /// The same in the order in which the items name them, each with all fields that do.
    let fields: [(name: String, uses: [(part: Int, field: FormField)])]
    /// Every document that some item asks for, by its code in the order in which the items name them.
    let materials: [(code: String, uses: [(part: Int, material: Material)])]
    /// Elements of facts that are not `<kind>.<leaf>` of their role.
    var namedElements: [String: String] { factNames.named }

    convenience init(single item: ServiceItem) {
        self.init(
            code: item.code, name: item.name, called: nil, summary: item.summary, audience: item.audience.first ?? .person, theme: nil,
            life: nil,
            lead: item.department, cooperating: [], roles: [:], questions: [],
            parts: [Part(item: item, when: nil, optional: nil, after: [])], followOns: [], before: nil, sections: [:], words: item.words,
            isSingle: true, isIllustrative: item.isIllustrative)
    }

    convenience init(_ thing: OneThing, items: [String: ServiceItem]) {
        let parts = thing.parts.compactMap { part in
            items[part.item].map { Part(item: $0, when: part.when, optional: part.optional, after: part.after) }
        }
        self.init(
            code: thing.code, name: thing.name, called: thing.called, summary: thing.summary, audience: thing.audience, theme: thing.theme,
            life: thing.life, lead: thing.lead, cooperating: thing.cooperating, roles: thing.roles, questions: thing.questions,
            parts: parts,
            followOns: thing.followOns, before: thing.before, sections: thing.sections, words: thing.words, isSingle: false,
            isIllustrative: thing.isIllustrative)
    }

    private init(
        code: String, name: Text, called: Text?, summary: Text?, audience: Audience, theme: String?, life: String?, lead: String,
        cooperating: [OneThing.Cooperation], roles: [String: Participant], questions: [Question], parts: [Part],
        followOns: [OneThing.FollowOn],
        before: OneThing.Before?, sections: [String: Text], words: [String], isSingle: Bool, isIllustrative: Bool
    ) {
        (self.code, self.name, self.called, self.summary) = (code, name, called, summary)
        (self.audience, self.theme, self.life, self.lead) = (audience, theme, life, lead)
        (self.cooperating, self.followOns, self.before, self.words) = (cooperating, followOns, before, words)
        (self.isSingle, self.isIllustrative) = (isSingle, isIllustrative)
        let cast = Cast(roles, items: parts.map(\.item), audience: audience)
        let ordered = PartOrder.sorted(parts.map { $0.renamed(by: cast) })
        self.parts = ordered
        self.sections = parts.reduce(into: sections) { all, part in all.merge(part.item.sections) { own, _ in own } }
        var asked = questions
        var owners: [String: Set<String>] = [:]
        for part in parts {
            for question in part.item.questions {
                if questions.contains(where: { $0.code == question.code }) { continue }
                if owners[question.code] == nil { asked.append(question) }
                owners[question.code, default: []].insert(part.item.code)
            }
        }
        (self.questions, self.owners) = (asked, owners)
        var named: [String: String] = [:]
        for part in ordered {
            for field in part.item.fields { if let element = field.element { named[field.field] = element } }
            for fact in part.item.decides { if let element = fact.element { named[cast.renamed(fact.field)] = element } }
        }
        fields = Thing.gathered(ordered, \.fields, by: \.field)
        materials = Thing.gathered(ordered, \.materials, by: \.code)
        formFields = Set(fields.map(\.name))
        factNames = FactNames(cast.participants, applicant: cast.applicant, named: named, fields: formFields)
        uses = QuestionUses(ordered, asked, factNames)
    }

    /// What the items name, each name once with everything that bears it and the place of its part.
    private static func gathered<Named>(
        _ parts: [Part], _ list: (ServiceItem) -> [Named], by name: (Named) -> String
    ) -> [(String, [(part: Int, Named)])] {
        var order: [String] = []
        var found: [String: [(part: Int, Named)]] = [:]
        for (index, part) in parts.enumerated() {
            for one in list(part.item) {
                if found[name(one)] == nil { order.append(name(one)) }
                found[name(one), default: []].append((index, one))
            }
        }
        return order.map { ($0, found[$0] ?? []) }
    }

    /// The code of the element that a fact such as `child.name` is about; nil where no role is named so.
    package func elementCode(of field: String) -> String? { factNames.elementCode(of: field) }

    /// `applicant.name` is `mother.name` where the mother applies.
    package func canonical(_ field: String) -> String { factNames.canonical(field) }

    /// The role that a name stands for: `applicant` is whoever applies.
    package func participant(_ name: String) -> Participant? { participants[name] ?? (name == "applicant" ? applicant : nil) }

    /// The items that a question belongs to; empty for one of the thing's own.
    func owners(of question: Question) -> Set<String> { owners[question.code] ?? [] }

    /// The part with the item of that code.
    package func part(_ item: String) -> Part? { parts.first { $0.item.code == item } }
}

extension Thing.Part {
    /// The same with the fields of a role named `applicant` given to the thing's own role for whoever applies.
    fileprivate func renamed(by cast: Cast) -> Thing.Part {
        guard item.fields.contains(where: { cast.renamed($0.field) != $0.field }) else { return self }
        let fields = item.fields.map { $0.named(cast.renamed($0.field)) }
        return Thing.Part(item: item.with(fields: fields), when: when, optional: optional, after: after)
    }
}

/// The roles of a thing and of its items, put together.
private struct Cast {
    var participants: [String: Participant]
    let applicant: Participant

    init(_ roles: [String: Participant], items: [ServiceItem], audience: Audience) {
        participants = roles
        for item in items { participants.merge(item.roles) { own, _ in own } }
        let named = participants.values.sorted { $0.code < $1.code }
        let declared = roles.values.filter(\.isApplicant).min { $0.code < $1.code }
        let found =
            declared ?? named.first(where: \.isApplicant) ?? participants["applicant"]
            ?? items.first.flatMap { item in item.fields.lazy.compactMap { item.roles[$0.role] }.first { $0.kind == audience.rawValue } }
            ?? named.first { $0.kind == audience.rawValue }
        applicant = found.map { Participant($0, isApplicant: true) } ?? Participant(applicantOf: audience)
        if applicant.code != "applicant" { participants["applicant"] = nil }
        participants[applicant.code] = applicant
    }

    func renamed(_ field: String) -> String {
        field.hasPrefix("applicant.") ? applicant.code + field.dropFirst("applicant".count) : field
    }
}

extension Participant {
    /// Someone must apply, also where no role says so.
    fileprivate init(applicantOf audience: Audience) {
        self.init(code: "applicant", kind: audience.rawValue, name: CatalogueText.applicant)
    }
}

/// The parts in an order in which each comes after what it needs; otherwise as they were written.
enum PartOrder {
    static func sorted(_ parts: [Thing.Part]) -> [Thing.Part] {
        var (done, result, rest) = (Set<String>(), [Thing.Part](), parts)
        let codes = Set(parts.map(\.item.code))
        while !rest.isEmpty {
            // In a circle (which the lint refuses) the first as written goes ahead.
            let next = rest.firstIndex { $0.after.allSatisfy { done.contains($0) || !codes.contains($0) } } ?? 0
            let part = rest.remove(at: next)
            done.insert(part.item.code)
            result.append(part)
        }
        return result
    }
}
