import Cases
import Catalogue
import Identity
import Kernel

/// The year before: applications that open about as many cases as asked for, each on its course through the offices until today. Pure, the
/// same for the same seed.
struct DemoHistory: Sendable {
    static let batchSize = 80

    let city: DemoPopulation
    let catalogue: Catalogue
    let registers: DemoRegisters
    let hours: OfficeHours
    private let roster: OfficerRoster
    private let patterns: [[ErrandPattern]]
    /// Who came when for what, in the order in which they came.
    private let visits: [Visit]

    private struct Visit: Sendable {
        let at: Instant
        let errand: Int
        let applicant: Int
        let serial: Int
    }

    private static let errands = [DemoErrand.newborn] + DemoErrand.ofPersons + DemoErrand.ofEnterprises

    init(_ city: DemoPopulation, catalogue: Catalogue, calendar: WorkingCalendar, count: Int) {
        self.city = city
        self.catalogue = catalogue
        registers = DemoRegisters(city, catalogue: catalogue)
        hours = OfficeHours(calendar: calendar)
        roster = OfficerRoster(city.officers, departments: catalogue.departments.keys.sorted())
        let pools = DemoHistory.errands.map { [registers] in DemoHistory.pool($0, city, registers) }
        var patterns: [[ErrandPattern]] = []
        for (errand, pool) in zip(DemoHistory.errands, pools) {
            patterns.append(DemoHistory.patterns(errand, pool, city, registers, catalogue))
        }
        self.patterns = patterns
        visits = DemoHistory.visits(count, pools, patterns, city, calendar)
    }

    /// How many come; of some the registers know too little, and they hand nothing in.
    var visitCount: Int { visits.count }
    var batchCount: Int { (visits.count + DemoHistory.batchSize - 1) / DemoHistory.batchSize }

    /// The applications of one batch, to be loaded in one transaction; none after the last.
    func batch(_ number: Int) -> [SimulatedApplication] {
        visits.dropFirst(number * DemoHistory.batchSize).prefix(DemoHistory.batchSize).compactMap(application)
    }

    private func application(_ visit: Visit) -> SimulatedApplication? {
        var dice = Dice(seed: city.seed, stream: "visit/\(visit.serial)")
        let errand = DemoHistory.errands[visit.errand]
        let applicant = applicant(errand, visit.applicant)
        let pattern = dice.pick(patterns[visit.errand])
        let date = visit.at.date
        let filling = HandFilling(registers, applicant, on: date, &dice)
        guard let filled = pattern.filledIn(applicant, filling, registers, on: date) else { return nil }
        var facts = filled.given
        for holding in filled.holdings.fields where facts[holding.field] == nil { facts[holding.field] = holding.value }
        let work = pattern.work(filled.holdings, filled.given, catalogue, on: date)
        let words = Set(filled.given.keys.filter { catalogue.keeps($0, of: pattern.thing) { facts[$0] != nil } })
        var course = ErrandCourse(
            pattern, applicant, filling, facts: facts, words: words, work: work, at: visit.at, catalogue, roster, hours, dice)
        let today = Instant(city.today)
        let submission = Submission(
            thing: pattern.thing.code, catalogueVersion: catalogue.version, party: applicant.profile.party, account: applicant.account,
            actorName: applicant.actorName, answers: pattern.answers, given: filled.given, holdings: filled.holdings,
            idempotencyKey: "demo-\(visit.serial)")
        return SimulatedApplication(
            submission: submission, profile: applicant.profile, at: visit.at, moves: course.run().filter { $0.at < today })
    }

    private func applicant(_ errand: DemoErrand, _ index: Int) -> DemoApplicant {
        if case .enterprise = errand.who { DemoApplicant(enterprise: index, in: city) } else { DemoApplicant(person: index, in: city) }
    }

    // MARK: Who comes when

    private static func pool(_ errand: DemoErrand, _ city: DemoPopulation, _ registers: DemoRegisters) -> [Int] {
        func isIn(_ number: String) -> Bool { errand.needs.allSatisfy { registers.record($0, of: number) != nil } }
        switch errand.who {
        case .person(let may):
            // Those who are on the sign-in page come with empty hands.
            let named = Set(city.named.logins.values)
            return city.persons.indices.filter { index in
                let person = city.persons[index]
                return !named.contains(index) && person.diedOn == nil && may(person, city) && isIn(person.number)
            }
        case .enterprise(let may):
            return city.enterprises.indices.filter { index in
                !city.named.owns(city.enterprises[index]) && may(city.enterprises[index]) && isIn(city.enterprises[index].code)
            }
        }
    }

    private static func patterns(
        _ errand: DemoErrand, _ pool: [Int], _ city: DemoPopulation, _ registers: DemoRegisters, _ catalogue: Catalogue
    ) -> [ErrandPattern] {
        guard !pool.isEmpty else { return [] }
        var dice = Dice(seed: city.seed, stream: "patterns/\(errand.thing)")
        var found: [ErrandPattern] = []
        for _ in 0..<12 where found.count < 3 {
            let index = dice.pick(pool)
            var applicant = DemoApplicant(person: 0, in: city)
            if case .enterprise = errand.who {
                applicant = DemoApplicant(enterprise: index, in: city)
            } else {
                applicant = DemoApplicant(person: index, in: city)
            }
            if let pattern = ErrandPattern(errand, applicant, registers, catalogue, &dice) { found.append(pattern) }
        }
        return found
    }

    /// What businesses of the officials on the sign-in page have handed in these last days: whole applications under way, so that whoever
    /// leads them finds some.
    private static func recent(after serial: Int, _ pools: [[Int]], _ patterns: [[ErrandPattern]], _ city: DemoPopulation) -> [Visit] {
        var dice = Dice(seed: city.seed, stream: "recent")
        var visits: [Visit] = []
        for index in errands.indices {
            guard case .enterprise = errands[index].who, patterns[index].first?.thing.isSingle == false else { continue }
            let near = pools[index].filter { city.enterprises[$0].enterprise.region.sixDigits == "310104" }
            for enterprise in near.prefix(6) {
                let day = city.today.adding(days: -dice.int(1...4))
                visits.append(
                    Visit(
                        at: Instant(day, secondOfDay: dice.int(8 * 3600...20 * 3600)), errand: index, applicant: enterprise,
                        serial: serial + visits.count))
            }
        }
        return visits
    }

    private static func visits(
        _ count: Int, _ pools: [[Int]], _ patterns: [[ErrandPattern]], _ city: DemoPopulation, _ calendar: WorkingCalendar
    ) -> [Visit] {
        var dice = Dice(seed: city.seed, stream: "visits")
        var visits: [Visit] = []
        if !patterns[0].isEmpty {
            for mother in pools[0] {
                guard let born = city.persons[mother].children.map({ city.persons[$0].birth }).max() else { continue }
                let at = Instant(born.adding(days: dice.int(4...20)), secondOfDay: dice.int(9 * 3600...21 * 3600))
                visits.append(Visit(at: at, errand: 0, applicant: mother, serial: visits.count))
            }
        }
        visits += recent(after: visits.count, pools, patterns, city)
        let weights = errands.indices.filter { !patterns[$0].isEmpty && !pools[$0].isEmpty }.map { ($0, errands[$0].weight) }
        guard weights.contains(where: { $0.1 > 0 }) else { return visits }
        let size = patterns.map { list in Double(list.reduce(0) { $0 + $1.caseCount }) / Double(max(1, list.count)) }
        var cases = visits.reduce(0.0) { $0 + size[$1.errand] }
        while cases < Double(count) {
            let day = city.today.adding(days: -dice.int(1...365))
            // At weekends fewer come.
            if !calendar.isWorkday(day).workday, dice.chance(700) { continue }
            let errand = dice.weighted(weights)
            let at = Instant(day, secondOfDay: dice.int(8 * 3600...22 * 3600))
            visits.append(Visit(at: at, errand: errand, applicant: dice.pick(pools[errand]), serial: visits.count))
            cases += size[errand]
        }
        return visits.sorted { ($0.at, $0.serial) < ($1.at, $1.serial) }
    }
}
