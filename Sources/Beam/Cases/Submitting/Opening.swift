import Catalogue
import Identity
import Kernel
import Store

extension Cases {
    /// The application and its cases as they are opened, before anything follows from it.
    func opening(
        _ submission: Submission, _ checklist: Checklist, _ profile: PartyProfile, handedIn: Set<String>, desk: PassageDesk,
        at instant: Instant
    ) async throws -> ApplicationPassage {
        let date = instant.date
        let serial = try await numbers.next(CaseNumbers.applicationScope(on: date))
        var places = desk.places(of: checklist, on: date)
        for index in places.indices { places[index].serial = try await numbers.next(places[index].scope) }
        return try opening(
            submission, checklist, profile, handedIn: handedIn, desk: desk, number: CaseNumbers.application(serial, on: date), places,
            at: instant)
    }

    /// The same with serials that were leased before.
    func opening(
        _ submission: Submission, _ checklist: Checklist, _ profile: PartyProfile, handedIn: Set<String> = [], desk: PassageDesk,
        number: String, _ places: [PassageDesk.Place], at instant: Instant
    ) throws -> ApplicationPassage {
        var frozen = FrozenApplication(submission, checklist, profile, on: instant.date)
        frozen.delivery = submission.delivery
        frozen.keep(checklist.composed(in: desk.catalogue, on: instant.date), handedIn: handedIn)
        var application = Application(
            id: submission.application ?? surroundings.newID(), number: number, thing: checklist.thing.code,
            catalogueVersion: desk.catalogue.version,
            party: submission.party, account: submission.account, submittedAt: instant, outcome: .open, counts: .init(checklist))
        application.lead = desk.lead(of: places.map { ($0.item.department, $0.region) })
        application.promisedDays = checklist.reductions.days.now
        application.delivery = submission.delivery.map { DeliveryChoice($0.way, together: $0.together) }
        let actor = CaseActor(kind: .applicant, account: submission.account, name: submission.actorName, hands: [.applicant])
        let judge = desk.judge(frozen.facts, answers: frozen.answers, on: instant.date)
        let plan = desk.plan(of: places.map(\.item.code))
        var cases: [CasePassage] = []
        for place in places {
            let item = place.item
            let caseNumber = try CaseNumbers.case_(place.code, item, serial: place.serial, on: instant.date)
            var draft = Case(
                id: surroundings.newID(), application: application.id, number: caseNumber, item: item.code,
                catalogueVersion: desk.catalogue.version, department: item.department, region: place.region, status: .submitted, version: 0,
                clock: CaseClock(), party: submission.party, applicantName: profile.name, fee: checklist.fee(of: item.code))
            draft.promiseVersion = frozen.approvals[item.code]
            draft.papers = frozen.papers(of: item)
            let rules = desk.rules(for: item, judge, isOnPromise: draft.isOnPromise)
            cases.append(
                CasePassage(opening: draft, waits: !plan.beginsAtOnce(item.code), by: actor, at: instant, rules, registrar))
        }
        var passage = ApplicationPassage(
            desk: desk, application: application, frozen: frozen, amendments: Amendments(), cases: cases)
        for index in passage.cases.indices where passage.cases[index].current.status == .submitted {
            passage.look(at: index)
            try passage.addReceipt(at: index, instant)
        }
        return passage
    }

    /// Enters the offices that this node has not met yet, so that worklists find them. In a transaction of its own, before the one that
    /// needs them: two applications would otherwise wait for each other there.
    func know(_ passage: ApplicationPassage) async throws {
        var places: [(department: String, region: RegionCode)] = []
        for passage in passage.cases {
            let regions = Set([passage.current.region, passage.current.deskRegion] + passage.rules.stepRegions.values)
            places += regions.map { (passage.current.department, $0) }
        }
        if let lead = passage.application.lead { places.append((lead.department, lead.region)) }
        let unknown = offices.unknown(places)
        guard !unknown.isEmpty else { return }
        try await database.write { try OfficeTable.add(unknown, in: $0) }
        offices.add(unknown)
    }

    /// Every row of an application that is being opened, as statements: made outside the transaction, run inside it.
    func statements(opening passage: ApplicationPassage, _ profile: PartyProfile) -> [Query] {
        var statements = [tables.applications.insertion(passage.application, passage.frozen, passage.amendments)]
        for passage in passage.cases {
            statements.append(
                tables.cases.insertion(passage.current, number: profile.number, desk: passage.current.desk(passage.rules)))
            statements.append(tables.events.insertion(passage.events))
            if !passage.documents.isEmpty { statements.append(tables.documents.insertion(passage.documents.map(registrar.sealed))) }
        }
        return statements
    }
}

extension PassageDesk {
    /// Where a case of an item is handled, and from which row of numbers it takes its own.
    struct Place {
        let item: ServiceItem
        let region: RegionCode
        let code: ItemCode?
        let scope: String
        /// The number taken from that row; nought while none was.
        var serial = 0
    }

    /// The cases that a submission opens, in the order in which they are done.
    func places(of checklist: Checklist, on date: LocalDate) -> [Place] {
        checklist.includedItems.compactMap { outcome in
            guard let item = try? item(outcome.item) else { return nil }
            let region = PassageDesk.office(outcome.level, outcome.region.flatMap { RegionCode($0) })
            let level = OfficeLevel(region)
            let code = CaseNumbers.handlingItem(item, department: catalogue.departments[item.department], level: level)
            return Place(item: item, region: region, code: code, scope: CaseNumbers.caseScope(code, item, on: date))
        }
    }
}

extension OfficeLevel {
    /// The level of the office that stands at a place.
    init(_ region: RegionCode) {
        switch region.level {
        case .street, .community: self = .street
        case .district: self = .district
        case .city, .province, .country: self = .city
        }
    }
}

extension Checklist {
    /// What an item costs, of fees whose condition is known to hold.
    func fee(of item: String) -> Money { fees.filter { $0.item == item && $0.isCertain }.reduce(.zero) { $0 + $1.fee.amount } }
}

extension Application.Counts {
    init(_ checklist: Checklist) {
        let needed = checklist.fields.filter(\.isNeeded)
        let materials = checklist.materials.filter { if case .notNeeded = $0.state { false } else { true } }
        self.init(
            fieldsAsked: needed.count(where: \.isAsked), fieldsTotal: needed.count, materialsAsked: materials.count(where: \.isAsked),
            materialsTotal: materials.count, trips: checklist.reductions.trips.now, saving: Saving(checklist))
    }
}

extension FrozenApplication {
    init(_ submission: Submission, _ checklist: Checklist, _ profile: PartyProfile, on date: LocalDate) {
        // The day that a source stated a fact; what the person typed is of today.
        let held = Dictionary(grouping: submission.holdings.fields) { checklist.thing.canonical($0.field) }
        var facts: [String: Fact] = [:]
        for (field, value) in checklist.facts {
            let source = checklist.sources[field] ?? .answer
            let day = held[field]?.first { $0.source == source }?.asOf
            facts[field] = Fact(value: value, source: source, asOf: day ?? date)
        }
        self.init(
            applicant: ApplicantSnapshot(name: profile.name, number: profile.number, mobile: profile.mobile), answers: checklist.answers,
            given: submission.given, facts: facts, holdings: submission.holdings,
            materials: checklist.materials.compactMap(FrozenMaterial.init),
            approvals: Dictionary(
                checklist.includedItems.filter(\.isOnPromise).compactMap { item in item.approval.map { (item.item, $0.version) } },
                uniquingKeysWith: { first, _ in first }))
    }
}

extension FrozenApplication {
    /// The papers that an item's case is to be accepted without.
    func papers(of item: ServiceItem) -> [OpenPaper] {
        materials.filter { $0.state == .later && $0.neededBy.contains(item.code) }.compactMap { material in
            guard let deferral = item.material(material.code)?.deferral, let version = material.promiseVersion
            else { return nil }
            return OpenPaper(material: material.code, version: version, before: deferral.before)
        }
    }
}

extension FrozenMaterial {
    init?(_ outcome: MaterialOutcome) {
        switch outcome.state {
        case .waived(_, let source): self.init(code: outcome.code, state: .waived, source: source, neededBy: outcome.neededBy)
        case .asked: self.init(code: outcome.code, state: .asked, source: nil, neededBy: outcome.neededBy)
        case .deferred(_, let deferral):
            self.init(code: outcome.code, state: .later, source: nil, neededBy: outcome.neededBy, promiseVersion: deferral.version)
        case .composed(let composition):
            self.init(
                code: outcome.code, state: .composed, source: nil, neededBy: outcome.neededBy, promiseVersion: composition.version)
        case .covered(let promise):
            self.init(code: outcome.code, state: .covered, source: nil, neededBy: outcome.neededBy, promiseVersion: promise.version)
        case .promised(let promise):
            self.init(
                code: outcome.code, state: .promised, source: nil, neededBy: outcome.neededBy, promiseVersion: promise.version)
        case .notNeeded: return nil
        }
    }
}
