package import Kernel

/// What one past application was asked from: its thing, what the person answered and typed, and what registers and licences had offered
/// them on that day.
package struct FrozenQuestionnaire: Sendable {
    package let thing: String
    package let submittedOn: LocalDate
    package let answers: [String: JSON]
    package let given: [String: JSON]
    package let holdings: Holdings
    package let promises: Promises

    package init(
        thing: String, submittedOn: LocalDate, answers: [String: JSON], given: [String: JSON], holdings: Holdings,
        promises: Promises = Promises()
    ) {
        self.thing = thing
        self.submittedOn = submittedOn
        self.answers = answers
        self.given = given
        self.holdings = holdings
        self.promises = promises
    }
}
