import Testing

@testable import Cases

@Suite struct ApplicationPlanTests {
    let plan = ApplicationPlan(
        items: ["card", "hukou", "insurance", "proof"],
        after: ["hukou": ["proof"], "insurance": ["hukou"], "card": ["hukou", "elsewhere"]])

    @Test func `each stands after what it waits for, and what is not applied for does not count`() {
        #expect(plan.items == ["proof", "hukou", "card", "insurance"])
        #expect(plan.beginsAtOnce("proof"))
        #expect(plan.prerequisites(of: "card") == ["hukou"])
    }

    @Test func `what is granted releases what waited for it`() {
        let consequences = plan.consequences(of: ["proof": .done, "hukou": .granted, "card": .waiting, "insurance": .waiting])
        #expect(consequences.release == ["card", "insurance"])
        #expect(consequences.terminate.isEmpty)
    }

    @Test func `a failure ends everything that hangs on it, however far`() {
        let consequences = plan.consequences(of: ["proof": .refused, "hukou": .waiting, "card": .waiting, "insurance": .waiting])
        #expect(consequences.release.isEmpty)
        #expect(consequences.terminate == ["hukou", "card", "insurance"])
    }

    @Test func `an application is done when all are, partly when some failed`() {
        #expect(ApplicationOutcome([.done, .accepted]) == .open)
        #expect(ApplicationOutcome([.done, .done]) == .done)
        #expect(ApplicationOutcome([.done, .refused]) == .partly)
        #expect(ApplicationOutcome([.withdrawn, .terminated]) == .failed)
    }
}
