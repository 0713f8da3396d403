import Cases
import Catalogue
import Identity
import Kernel
import Web

extension DemoCity {
    /// What many begin and do not finish: a restaurant needs a floor plan and a lease, and whoever has neither at hand stops there.
    private static let oftenLeft = "restaurant"
    private static let leftCount = 44
    /// They are looked at over so many days; none of them is fresh enough to be going on still.
    private static let leftWithin = 18...85

    /// Since when the applications for the same thing belong to the picture.
    func draftsBegin(_ today: LocalDate) -> Instant { Instant(today.adding(days: -(DemoCity.leftWithin.upperBound + 1))) }

    /// Drafts that businesses left lying: most with the form filled in and the papers missing, some at the questions already. Pure.
    func leftDrafts(_ city: DemoPopulation) -> [SimulatedDraft] {
        guard let errand = DemoErrand.ofEnterprises.first(where: { $0.thing == DemoCity.oftenLeft }) else { return [] }
        var dice = Dice(seed: city.seed, stream: "left")
        let open = city.enterprises.indices.filter { city.enterprises[$0].trade.isCatering && !city.named.owns(city.enterprises[$0]) }
        let registers = DemoRegisters(city, catalogue: catalogue)
        let pattern = open.lazy.compactMap { index in
            ErrandPattern(errand, DemoApplicant(enterprise: index, in: city), registers, catalogue, &dice)
        }.first
        guard let pattern else { return [] }
        return open.prefix(DemoCity.leftCount).map { index in
            let applicant = DemoApplicant(enterprise: index, in: city)
            let day = city.today.adding(days: -dice.int(DemoCity.leftWithin))
            let begun = Instant(day, secondOfDay: dice.int(9 * 3600...21 * 3600))
            let filling = HandFilling(registers, applicant, on: day, &dice)
            let given = pattern.asked.map { ($0.field, filling.value($0.field, $0.element, $0.choices)) }
            return SimulatedDraft(
                thing: pattern.thing.code, party: applicant.profile.party, account: applicant.account, begunAt: begun,
                leftAt: begun.adding(seconds: Int64(dice.int(4...50) * 60)), answers: dice.chance(800) ? pattern.answers : [:],
                given: dice.chance(750) ? Dictionary(given, uniquingKeysWith: { first, _ in first }) : [:])
        }
    }
}
