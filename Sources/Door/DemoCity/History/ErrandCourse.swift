import Cases
import Catalogue
import Identity
import Kernel
import Web

/// The course that an application takes through its offices: who does what and when, until today.
struct ErrandCourse {
    let pattern: ErrandPattern
    let applicant: DemoApplicant
    let filling: HandFilling
    let work: ErrandWork
    let catalogue: Catalogue
    let roster: OfficerRoster
    let hours: OfficeHours
    let submittedAt: Instant
    var facts: [String: JSON]
    /// What the applicant alone says although a register keeps such facts: for an officer's eyes.
    let words: Set<String>
    var dice: Dice
    private(set) var moves: [SimulatedMove] = []
    /// When each item was granted; those that were not are missing.
    private var granted: [String: Instant] = [:]

    init(
        _ pattern: ErrandPattern, _ applicant: DemoApplicant, _ filling: HandFilling, facts: [String: JSON], words: Set<String>,
        work: ErrandWork,
        at submittedAt: Instant,
        _ catalogue: Catalogue, _ roster: OfficerRoster, _ hours: OfficeHours, _ dice: Dice
    ) {
        (self.pattern, self.applicant, self.filling, self.facts, self.work) = (pattern, applicant, filling, facts, work)
        self.words = words
        (self.submittedAt, self.catalogue, self.roster, self.hours, self.dice) = (submittedAt, catalogue, roster, hours, dice)
    }

    /// Every move that officers and the applicant make; the engine makes its own.
    mutating func run() -> [SimulatedMove] {
        for part in pattern.thing.parts where work.items.contains(part.item.code) {
            let before = part.after.filter(work.items.contains)
            let done = before.compactMap { granted[$0] }
            guard done.count == before.count else { continue }
            let start = done.max() ?? submittedAt
            if isGrantedAtOnce(part.item) { granted[part.item.code] = start } else { handle(part.item, from: start) }
        }
        return moves.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    private var judge: Judge {
        Judge(facts: facts, answers: pattern.answers, thing: pattern.thing, catalogue: catalogue, today: submittedAt.date, open: [])
    }

    /// What the engine grants by itself: all conditions hold, nothing is left for a person's eyes.
    private func isGrantedAtOnce(_ item: ServiceItem) -> Bool {
        let judge = judge
        return item.handling == .instant && !item.onSiteCheck && !work.withFee.contains(item.code)
            && !item.decides.contains(where: \.isRequired) && work.papers[item.code] == nil
            && item.reviewPoints.allSatisfy { holds($0, of: item, judge) == true && !restsOnWords($0, judge) }
            && item.results.allSatisfy { result in
                guard case .licence = result.kind, let role = pattern.thing.participant(result.holder) else { return true }
                return role.code == pattern.thing.applicant.code || role.keyField.map { facts[$0] != nil } ?? false
            }
    }

    private func restsOnWords(_ point: ReviewPoint, _ judge: Judge) -> Bool {
        if words.isEmpty { return false }
        let deciding = point.window.map { [pattern.thing.canonical($0)] } ?? point.check.map { judge.explained($0).deciding } ?? []
        return deciding.contains(where: words.contains)
    }

    /// What the engine finds of a point; nil where it finds nothing.
    private func holds(_ point: ReviewPoint, of item: ServiceItem, _ judge: Judge) -> Bool? {
        guard let field = point.window else { return point.check.flatMap { judge.truth($0) } }
        guard let end = facts[pattern.thing.canonical(field)]?.string.flatMap({ LocalDate($0) }) else { return nil }
        return catalogue.renewalWindow(of: item)?.isOpen(on: submittedAt.date, end: end, hours.calendar)
    }

    // MARK: By officers' hands

    private mutating func handle(_ item: ServiceItem, from start: Instant) {
        let judge = judge
        let place = item.office.region.flatMap(judge.value)?.string.flatMap { RegionCode($0) }
        func hand(_ role: Role) -> CaseActor? { roster.actor(role, item.department, at: place, for: applicant.profile.party, &dice) }
        guard let window = hand(.window), let reviewer = hand(.reviewer), let approver = hand(.approver), let licensor = hand(.licensor)
        else {
            return
        }
        guard let accepted = accept(item, from: start, window) else { return }
        let promised = OfficeHours.minutes(days: max(1, item.limits.promised?.workingDays ?? 5))
        let share = dice.weighted([(dice.int(3...22), 72), (dice.int(22...70), 25), (dice.int(101...130), 3)])
        let length = promised * share * ErrandCourse.pace(item.department, place) / 10_000
        var now = hours.later(accepted, minutes: max(15, length / 2))
        let failing = item.reviewPoints.first { holds($0, of: item, judge) == false }
        let isRefused = failing != nil || work.items.count == 1 && dice.chance(12)
        if item.steps.contains(where: { $0.code == .review }) {
            var opinion = CaseMove(.recordOpinion, reason: isRefused ? HistoryText.notInOrder : HistoryText.inOrder)
            opinion.opinion = isRefused ? .fail : .pass
            add(opinion, item, by: reviewer, at: now)
        }
        if !item.specialProcedures.isEmpty, dice.chance(40) { now = special(item, reviewer, from: now) }
        if work.withFee.contains(item.code) {
            now = hours.later(now, minutes: 10)
            var payment = CaseMove(.recordPayment)
            payment.receiptNumber = "PJ\(submittedAt.date.year)\(dice.digits(8))"
            add(payment, item, by: window, at: now)
        }
        now = hours.later(now, minutes: max(15, length / 2))
        if isRefused {
            refuse(item, because: failing, by: approver, at: now)
        } else {
            grant(item, by: approver, beside: reviewer, at: now)
            serve(item, by: licensor, from: now)
        }
    }

    /// In hundredths: one district's office is short of hands and takes longer than its colleagues elsewhere, as one always does.
    private static func pace(_ department: String, _ place: RegionCode?) -> Int {
        department == "ybj" && place?.sixDigits == "310115" ? 240 : 100
    }

    private mutating func add(_ move: CaseMove, _ item: ServiceItem, by actor: CaseActor, at instant: Instant) {
        moves.append(SimulatedMove(item: item.code, move: move, actor: actor, at: instant))
    }

    private var applicantActor: CaseActor {
        CaseActor(kind: .applicant, account: applicant.account, name: applicant.actorName, hands: [.applicant])
    }

    /// When it was accepted; nil where it was not.
    private mutating func accept(_ item: ServiceItem, from start: Instant, _ window: CaseActor) -> Instant? {
        var now = hours.later(start, minutes: dice.weighted([(dice.int(10...300), 85), (dice.int(300...1400), 15)]))
        if item.limits.deemedAcceptance, dice.chance(8) {
            // Nobody looked in time: silence is acceptance (行政许可法 32).
            let days = (item.limits.acceptance?.workingDays ?? 5) + 3
            now = hours.later(start, minutes: OfficeHours.minutes(days: days))
            add(CaseMove(.deemAccept), item, by: .system, at: now)
            return now
        }
        if work.items.count == 1, dice.chance(10) {
            if dice.chance(500) {
                add(CaseMove(.withdraw, reason: HistoryText.withdrawn), item, by: applicantActor, at: now)
            } else {
                var decline = CaseMove(.decline, reason: HistoryText.declined)
                decline.legalBasis = HistoryText.declining
                add(decline, item, by: window, at: now)
            }
            return nil
        }
        if dice.chance(work.papers[item.code] == nil ? 25 : 110) {
            var notice = CaseMove(.requestSupplement)
            notice.points = [point(item)]
            add(notice, item, by: window, at: now)
            now = now.adding(seconds: Int64(dice.int(4...90) * 3600))
            if work.items.count == 1, dice.chance(60) {
                // Nothing came within the three weeks that the city leaves for it.
                add(CaseMove(.expire), item, by: .system, at: hours.later(now, minutes: OfficeHours.minutes(days: 17)))
                return nil
            }
            add(CaseMove(.supply), item, by: applicantActor, at: now)
            now = hours.later(now, minutes: dice.int(20...400))
        }
        add(CaseMove(.accept), item, by: window, at: now)
        return now
    }

    /// What a window sends back: a paper that was handed in, or else something that was written.
    private func point(_ item: ServiceItem) -> SupplementPoint {
        if let paper = work.papers[item.code]?.first { return HistoryText.unclear(paper) }
        let written = pattern.asked.first { asked in item.fields.contains { $0.field == asked.field } }
        return HistoryText.misstated(written?.field ?? item.fields.first?.field ?? item.code, written?.element.name ?? item.name)
    }

    private mutating func special(_ item: ServiceItem, _ reviewer: CaseActor, from start: Instant) -> Instant {
        guard let procedure = item.specialProcedures.first(where: { $0.code != .extension }) else { return start }
        let begin = hours.later(start, minutes: 20)
        let end = hours.later(begin, minutes: OfficeHours.minutes(days: dice.int(2...8)))
        var move = CaseMove(.startSpecial, reason: HistoryText.special)
        move.specialKind = procedure.code.rawValue
        move.expectedUntil = end.date
        add(move, item, by: reviewer, at: begin)
        add(CaseMove(.endSpecial, reason: HistoryText.specialDone), item, by: reviewer, at: end)
        return end
    }

    private mutating func refuse(_ item: ServiceItem, because point: ReviewPoint?, by approver: CaseActor, at instant: Instant) {
        var move = CaseMove(.refuse, reason: HistoryText.refused(point))
        let basis = point?.bases.first ?? item.bases.first
        move.legalBasis = basis.map { "《\($0.law.zh)》\($0.article ?? "")" } ?? HistoryText.refusing
        add(move, item, by: approver, at: instant)
    }

    private mutating func grant(_ item: ServiceItem, by approver: CaseActor, beside reviewer: CaseActor, at instant: Instant) {
        var move = CaseMove(.grant)
        if item.onSiteCheck { move.officers = [reviewer.name == approver.name ? HistoryText.colleague : reviewer.name, approver.name] }
        for fact in item.decides where fact.isRequired {
            let field = pattern.thing.canonical(fact.field)
            let value = decided(fact.leaf, pattern.thing.elementCode(of: field).flatMap { catalogue.elements[$0] })
            move.decided[field] = value
            facts[field] = value
        }
        add(move, item, by: approver, at: instant)
        granted[item.code] = instant
    }

    private mutating func decided(_ leaf: String, _ element: DataElement?) -> JSON {
        switch leaf {
        case "idNumber": return .string(filling.child?.number ?? filling.other.number)
        case "uscc":
            var codes = CodeMaking()
            return .string(codes.creditCode(kind: "92", district: applicant.lives.region.sixDigits, &dice).rawValue)
        case "newHouseholdNumber": return .string(filling.newHome.region.sixDigits + dice.digits(7))
        case "monthlyPension": return .int(dice.int(32...88) * 100)
        case "maternityAllowance": return .int(dice.int(180...520) * 100)
        case "subsidyMonthly": return 330
        case "disabilityLevel": return .int(dice.int(1...4))
        case "disabilityCertificateNumber": return facts[pattern.thing.applicant.keyField ?? ""].map { .string("\($0.text)43") } ?? .null
        case "medicalPaidYears": return .int(dice.int(15...38))
        default: return decided(element)
        }
    }

    /// What an office finds of most: nothing against them, a good grade, some money.
    private mutating func decided(_ element: DataElement?) -> JSON {
        switch element?.type {
        case .boolean: true
        case .choice: .string(element.map { catalogue.choices(of: $0) }?.dropFirst().first?.code ?? "")
        case .integer: .int(dice.weighted([(0, 80), (1, 15), (2, 5)]))
        default: .int(dice.int(2...60) * 100)
        }
    }

    private mutating func serve(_ item: ServiceItem, by licensor: CaseActor, from start: Instant) {
        guard item.steps.contains(where: { $0.code == .issue }) else { return }
        let issued = hours.later(start, minutes: dice.int(20...900))
        add(CaseMove(.issue), item, by: licensor, at: issued)
        guard item.trips > 0 else { return }
        var handOver = CaseMove(.handOver)
        handOver.delivery = "counter"
        add(handOver, item, by: licensor, at: hours.later(issued, minutes: dice.int(200...1600)))
    }
}
