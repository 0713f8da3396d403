import Cases
import Kernel

/// What an accepted advice has really saved: applications submitted since its publication beside those of the year before, thing by thing,
/// by the counters that each froze at its submission.
struct SavedBurden: Sendable, Hashable {
    /// Per application.
    struct Mean: Sendable, Hashable {
        var materials = 0.0
        var fields = 0.0
        /// Calendar days of a case from receipt to its end.
        var days = 0.0
        var trips = 0.0
    }

    /// From when it has been in force.
    let since: LocalDate
    /// How many applications each side rests on.
    var applicationsBefore = 0
    var applicationsSince = 0
    /// Cases of those submitted since that have ended: the days rest on them alone.
    var endedSince = 0
    /// Before: as many applications of each thing as there have been since, so that a change in what people apply for is no saving.
    var before = Mean()
    var after = Mean()

    /// Fewer applications than this say nothing yet.
    static let enough = 20
    var isEnough: Bool { applicationsSince >= SavedBurden.enough && applicationsBefore >= SavedBurden.enough }

    /// All together since then; negative where it has become more.
    var materials: Int { total(before.materials - after.materials) }
    var fields: Int { total(before.fields - after.fields) }
    var trips: Int { total(before.trips - after.trips) }
    /// Days of the cases that have ended.
    var days: Int { Int(((before.days - after.days) * Double(endedSince)).rounded()) }

    private func total(_ each: Double) -> Int { Int((each * Double(applicationsSince)).rounded()) }
}

extension SavedBurden {
    /// One thing on both sides.
    struct Pair: Sendable {
        var before: AskedBurden
        var since: AskedBurden
    }

    /// Pure. Things of which one side has nothing are left out: there is nothing to compare them with.
    static func compared(_ pairs: [Pair], since day: LocalDate) -> SavedBurden {
        var saved = SavedBurden(since: day)
        let known = pairs.filter { $0.before.applications > 0 && $0.since.applications > 0 }
        saved.applicationsBefore = known.reduce(0) { $0 + $1.before.applications }
        saved.applicationsSince = known.reduce(0) { $0 + $1.since.applications }
        let lasting = known.filter { $0.before.ended > 0 && $0.since.ended > 0 }
        saved.endedSince = lasting.reduce(0) { $0 + $1.since.ended }
        func mean(_ burden: (Pair) -> AskedBurden, _ value: (AskedBurden) -> Int) -> Double {
            guard saved.applicationsSince > 0 else { return 0 }
            let sum = known.reduce(0.0) { sum, pair in
                sum + Double(value(burden(pair))) / Double(burden(pair).applications) * Double(pair.since.applications)
            }
            return sum / Double(saved.applicationsSince)
        }
        func days(_ burden: (Pair) -> AskedBurden) -> Double {
            guard saved.endedSince > 0 else { return 0 }
            let sum = lasting.reduce(0.0) { $0 + burden($1).days / Double(burden($1).ended) * Double($1.since.ended) }
            return sum / Double(saved.endedSince)
        }
        saved.before = Mean(
            materials: mean(\.before, \.materials), fields: mean(\.before, \.fields), days: days(\.before), trips: mean(\.before, \.trips))
        saved.after = Mean(
            materials: mean(\.since, \.materials), fields: mean(\.since, \.fields), days: days(\.since), trips: mean(\.since, \.trips))
        return saved
    }

    /// Several things as one: what somebody had to go through who needed them all.
    static func joined(_ burdens: [AskedBurden]) -> AskedBurden {
        var all = AskedBurden()
        guard let fewest = burdens.map(\.applications).min(), fewest > 0 else { return all }
        all.applications = fewest
        func scaled(_ value: Int, _ burden: AskedBurden) -> Int {
            Int((Double(value) * Double(fewest) / Double(burden.applications)).rounded())
        }
        for burden in burdens {
            all.materials += scaled(burden.materials, burden)
            all.fields += scaled(burden.fields, burden)
            all.trips += scaled(burden.trips, burden)
            all.ended += burden.ended
            all.days += burden.days
        }
        return all
    }
}

extension SavedBurden {
    var json: JSON {
        [
            "since": .string(since.description), "enough": .bool(isEnough), "applicationsBefore": .int(applicationsBefore),
            "applicationsSince": .int(applicationsSince), "endedSince": .int(endedSince), "before": before.json, "after": after.json,
            "saved": ["materials": .int(materials), "fields": .int(fields), "days": .int(days), "trips": .int(trips)],
        ]
    }

    init?(json: JSON) {
        guard let since = json["since"]?.string.flatMap({ LocalDate($0) }), let before = json["before"].flatMap(Mean.init(json:)),
            let after = json["after"].flatMap(Mean.init(json:))
        else { return nil }
        self.init(since: since, before: before, after: after)
        applicationsBefore = json["applicationsBefore"]?.int ?? 0
        applicationsSince = json["applicationsSince"]?.int ?? 0
        endedSince = json["endedSince"]?.int ?? 0
    }
}

extension SavedBurden.Mean {
    fileprivate var json: JSON {
        [
            "materials": .number(rounded(materials)), "fields": .number(rounded(fields)), "days": .number(rounded(days)),
            "trips": .number(rounded(trips)),
        ]
    }

    fileprivate init?(json: JSON) {
        func value(_ name: String) -> Double? { if case .number(let text) = json[name] { Double(text) } else { nil } }
        guard let materials = value("materials"), let fields = value("fields"), let days = value("days"), let trips = value("trips") else {
            return nil
        }
        self.init(materials: materials, fields: fields, days: days, trips: trips)
    }

    private func rounded(_ value: Double) -> String { String((value * 1000).rounded() / 1000) }
}
