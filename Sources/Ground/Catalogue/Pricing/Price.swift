package import Kernel

/// What a change of the catalogue costs or saves the people who applied in a period: counted over their own applications, replayed.
package struct Price: Sendable, Hashable {
    /// One of the four, over everybody who was replayed.
    package struct Measure: Sendable, Hashable {
        /// How many applicants have more of it, and how much more together.
        package var worse = 0
        package var worseBy = 0
        /// How many have less of it, and how much less together.
        package var better = 0
        package var betterBy = 0

        package init() {}

        /// What it comes to: above nought is a burden.
        package var balance: Int { worseBy - betterBy }

        mutating func add(from old: Int, to new: Int) {
            if new > old {
                worse += 1
                worseBy += new - old
            } else if new < old {
                better += 1
                betterBy += old - new
            }
        }

        mutating func add(_ other: Measure) {
            worse += other.worse
            worseBy += other.worseBy
            better += other.better
            betterBy += other.betterBy
        }
    }

    /// How many applications were replayed.
    package var applicants = 0
    /// Those for whom anything differs.
    package var affected = 0
    /// Those whose thing the new version no longer has.
    package var orphaned = 0
    package var materials = Measure()
    package var fields = Measure()
    /// Working days until the last item is done, by the promised limits.
    package var days = Measure()
    package var trips = Measure()

    package init() {}

    /// Both together: what was counted page by page, or by several nodes.
    package mutating func add(_ other: Price) {
        applicants += other.applicants
        affected += other.affected
        orphaned += other.orphaned
        materials.add(other.materials)
        fields.add(other.fields)
        days.add(other.days)
        trips.add(other.trips)
    }

    /// The same for a year, where the period had that many days.
    package func perYear(periodDays: Int) -> Price {
        guard periodDays > 0 else { return self }
        func scaled(_ count: Int) -> Int { (count * 365 + periodDays / 2) / periodDays }
        func scaled(_ measure: Measure) -> Measure {
            var year = Measure()
            (year.worse, year.worseBy) = (scaled(measure.worse), scaled(measure.worseBy))
            (year.better, year.betterBy) = (scaled(measure.better), scaled(measure.betterBy))
            return year
        }
        var year = Price()
        (year.applicants, year.affected, year.orphaned) = (scaled(applicants), scaled(affected), scaled(orphaned))
        (year.materials, year.fields, year.days, year.trips) = (scaled(materials), scaled(fields), scaled(days), scaled(trips))
        return year
    }
}

extension Price {
    /// For programs, and for keeping between pages of a replay.
    package var json: JSON {
        [
            "applicants": .int(applicants), "affected": .int(affected), "orphaned": .int(orphaned), "materials": materials.json,
            "fields": fields.json, "days": days.json, "trips": trips.json,
        ]
    }

    package init(json: JSON) {
        applicants = json["applicants"]?.int ?? 0
        affected = json["affected"]?.int ?? 0
        orphaned = json["orphaned"]?.int ?? 0
        materials = Measure(json: json["materials"])
        fields = Measure(json: json["fields"])
        days = Measure(json: json["days"])
        trips = Measure(json: json["trips"])
    }
}

extension Price.Measure {
    package var json: JSON {
        ["worse": .int(worse), "worseBy": .int(worseBy), "better": .int(better), "betterBy": .int(betterBy)]
    }

    init(json: JSON?) {
        worse = json?["worse"]?.int ?? 0
        worseBy = json?["worseBy"]?.int ?? 0
        better = json?["better"]?.int ?? 0
        betterBy = json?["betterBy"]?.int ?? 0
    }
}
