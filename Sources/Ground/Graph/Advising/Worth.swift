package import Kernel

/// What a change saves in a year (or, for a risk, what would be lost).
package struct Worth: Sendable, Hashable {
    package var materials: Int
    package var fields: Int
    package var days: Int
    package var trips: Int
    /// By the city's own rates (`CityRates`).
    package var citizenHours: Double

    package init(materials: Int = 0, fields: Int = 0, days: Int = 0, trips: Int = 0, rates: CityRates) {
        (self.materials, self.fields, self.days, self.trips) = (materials, fields, days, trips)
        citizenHours =
            Double(materials) * rates.paperHours + Double(fields) * rates.fieldHours + Double(trips) * rates.tripHours + Double(days)
            * rates.waitingDayHours
    }

    init(materials: Int, fields: Int, days: Int, trips: Int, citizenHours: Double) {
        (self.materials, self.fields, self.days, self.trips, self.citizenHours) = (materials, fields, days, trips, citizenHours)
    }

    package var json: JSON {
        [
            "materials": .int(materials), "fields": .int(fields), "days": .int(days), "trips": .int(trips),
            "citizenHours": .int(Int(citizenHours.rounded())),
        ]
    }
}
