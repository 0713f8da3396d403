import Catalogue
package import Kernel
import Web

/// What an officer may ask another office about a case: its papers and facts with whoever holds them, and the people whom it is about. Pure.
struct AssistanceOffers: Sendable {
    struct Topic: Sendable, Hashable {
        /// As a form sends it: `material:floor-plan`, `field:mother.maritalStatus`.
        var name: String
        var label: Text
        var subject: AssistanceSubject
        /// The role whose fact it is; nil for a paper.
        var role: String?
        /// The department that holds the record or issues the paper; nil where the catalogue does not say.
        var holder: String?
    }

    struct Subject: Sendable, Hashable {
        var role: String
        var label: Text
        var name: String
        /// Identity number or credit code, in clear.
        var number: String
    }

    let topics: [Topic]
    let people: [Subject]
    let basis: String

    init(_ file: CaseFile) {
        let (thing, catalogue, item) = (file.file.thing, file.file.catalogue, file.item)
        let materials = item.materials.map { material in
            Topic(
                name: "material:\(material.code)", label: material.name, subject: .material(material.code), role: nil,
                holder: AssistanceOffers.holder(of: material, in: catalogue))
        }
        let fields = item.fields.compactMap { field -> Topic? in
            guard let code = thing.elementCode(of: field.field), let element = catalogue.elements[code], element.format != .consent else {
                return nil
            }
            return Topic(
                name: "field:\(field.field)", label: thing.label(of: field.field, element), subject: .element(code),
                role: field.field.roleOfFact, holder: AssistanceOffers.holder(of: element, in: catalogue))
        }
        topics = materials + fields + [Topic(name: "other", label: AssistanceText.other, subject: .other)]
        people = AssistanceOffers.people(file)
        basis = item.bases.first?.citation.zh ?? item.name.zh
    }

    private static func people(_ file: CaseFile) -> [Subject] {
        let (thing, facts) = (file.file.thing, file.file.facts)
        let applicant = file.file.frozen.applicant
        let own = Subject(role: thing.applicant.code, label: thing.applicant.name, name: applicant.name, number: applicant.number)
        let others = thing.participants.values.sorted { $0.code < $1.code }.compactMap { participant -> Subject? in
            guard participant.code != own.role, let key = participant.keyField, let number = facts[key]?.value.string,
                number != own.number
            else { return nil }
            return Subject(
                role: participant.code, label: participant.name, name: facts["\(participant.code).name"]?.value.string ?? "",
                number: number)
        }
        return [own] + others
    }

    /// Whoever issues a paper: as its definition says, or by the first licence or register that stands for it.
    private static func holder(of material: Material, in catalogue: Catalogue) -> String? {
        if let issuer = material.issuer { return issuer }
        return material.satisfiedBy.lazy.compactMap { proof -> String? in
            switch proof {
            case .licence(let type, _): catalogue.licenceTypes[type]?.issuer
            case .resource(let code, _): catalogue.resources[code]?.owner
            case .result(let item): catalogue.items[item]?.department
            }
        }.first
    }

    private static func holder(of element: DataElement, in catalogue: Catalogue) -> String? {
        if let source = element.source { return source }
        return catalogue.resources.values.sorted { $0.code < $1.code }.first { $0.elements.contains(element.code) }?.owner
    }
}

/// What an officer wants to ask, as it was sent.
package struct AssistanceWish: Sendable, Hashable {
    package var subject: String
    /// nil: whose fact it is, else the applicant.
    package var role: String?
    /// nil: whoever holds it by the catalogue.
    package var department: String?
    /// nil: the city's office.
    package var region: RegionCode?
    package var words: String
    /// nil: the item's own.
    package var basis: String?
    /// Working days; nil takes the most that the city allows.
    package var days: Int?

    package init(
        subject: String, role: String? = nil, department: String? = nil, region: RegionCode? = nil, words: String, basis: String? = nil,
        days: Int? = nil
    ) {
        (self.subject, self.role, self.department, self.region) = (subject, role, department, region)
        (self.words, self.basis, self.days) = (words, basis, days)
    }

    /// The request that it comes to; every rule that needs no database. Pure.
    func assistance(
        on file: CaseFile, id: ID, asker: ID, named name: String, mostDays: Int, regions: Regions, at now: Instant
    ) throws(AssistanceRefusal) -> Assistance {
        let offers = AssistanceOffers(file)
        guard let topic = offers.topics.first(where: { $0.name == subject || $0.subject.text == subject }) else { throw .noSubject }
        let wanted = role.map { role in offers.people.first { $0.role == role } }
        guard let person = wanted ?? offers.people.first(where: { $0.role == topic.role }) ?? offers.people.first else { throw .noPerson }
        if role != nil, wanted == .some(nil) { throw .noPerson }
        guard let department = department ?? topic.holder, let known = file.file.catalogue.departments[department] else { throw .noOffice }
        if words.allSatisfy(\.isWhitespace) { throw .wordsMissing }
        let days = days ?? mostDays
        guard (1...mostDays).contains(days) else { throw .days(most: mostDays) }
        let isDistrict = region.map { place in regions.districts.contains { $0.code == place } } ?? false
        let to = AssistingOffice(department, isDistrict && known.levels.contains(.district) ? region ?? .shanghai : .shanghai)
        let from = AssistingOffice(file.current.department, file.current.deskRegion)
        if to == from { throw .ownOffice }
        let due = file.rules.calendar.due(from: now.date, .workdays(days)).date
        return Assistance(
            id: id, caseID: file.current.id, application: file.current.application, caseNumber: file.current.number,
            item: file.current.item, catalogueVersion: file.current.catalogueVersion, from: from, asker: asker, to: to,
            subject: topic.subject, role: person.role, state: .open,
            question: AssistanceQuestion(
                askerName: name, name: person.name, number: person.number, words: words,
                basis: basis.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 } ?? offers.basis),
            answer: nil, askedAt: now, dueOn: due, answeredAt: nil, reminders: 0, revision: 1)
    }
}
