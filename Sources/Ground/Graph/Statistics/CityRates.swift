/// How a city converts what it saves into hours, and what it assumes where nothing was counted. These are settings of the city, agreed
/// with whoever reads the figures; they are not facts, and nothing else in the graph turns papers or days into hours.
package struct CityRates: Sendable, Hashable {
    /// Finding, copying and handing in one paper.
    package var paperHours = 0.5
    /// Filling in one box.
    package var fieldHours = 0.01
    /// One trip to an office and back, with the wait.
    package var tripHours = 2.0
    /// Waiting one day for a decision: small, because life goes on meanwhile.
    package var waitingDayHours = 0.05
    /// Days that a request for additions costs.
    package var supplementDays = 5.0

    /// Cases a year of an item of which nothing was counted.
    package var assumedCases = 1_000
    /// Share of people for whom a register that may be asked has the proof.
    package var assumedHeldShare = 0.7
    /// Share of people who are in a situation, where only some are.
    package var assumedConditionalShare = 0.5
    /// Share of applications handed in at a counter.
    package var assumedCounterShare = 0.3

    package init() {}
}
