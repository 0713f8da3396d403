import Kernel
import Testing

@testable import Cases

@Suite struct TransitionTests {
    @Test func `each state and action has at most one row`() {
        let keys = CaseTransition.table.map { "\($0.from)/\($0.action)" }
        #expect(Set(keys).count == keys.count)
    }

    @Test func `every open state can be left and every state can be reached`() {
        var reached: Set<CaseStatus> = [.submitted, .waiting]
        for _ in CaseStatus.allCases { reached.formUnion(CaseTransition.table.filter { reached.contains($0.from) }.map(\.to)) }
        #expect(reached == Set(CaseStatus.allCases))
        for status in CaseStatus.allCases {
            let leaves = CaseTransition.table.contains { $0.from == status && $0.to != status }
            #expect(leaves == status.isOpen, "\(status)")
        }
    }

    @Test func `a machine may grant, only an officer refuses`() {
        for row in CaseTransition.table where row.hands.contains(.system) {
            #expect(row.action != .refuse && row.action != .decline)
        }
        #expect(CaseTransition.of(.grant, from: .accepted)?.hands.contains(.system) == true)
    }

    @Test func `what the law wants in writing has its document`() {
        let wanted: [CaseAction: CaseDocumentKind] = [
            .requestSupplement: .supplementNotice, .accept: .acceptance, .deemAccept: .acceptance, .decline: .nonAcceptance,
            .startSpecial: .specialNotice, .extend: .extensionNotice, .grant: .grantDecision, .refuse: .refusalDecision,
            .handOver: .proofOfService,
        ]
        for row in CaseTransition.table {
            if let document = wanted[row.action] { #expect(row.document == document, "\(row.action)") }
        }
    }

    @Test func `the diagram and the table in words show every row`() {
        for row in CaseTransition.table {
            #expect(CaseTransition.markdown.contains("| \(row.from.rawValue) | \(row.action.rawValue) |"))
            if row.from != row.to {
                #expect(CaseTransition.mermaid.contains("\(row.from.rawValue) --> \(row.to.rawValue): \(row.action.rawValue)"))
            }
        }
    }

    @Test func `random walks stay on the table and keep version and events in step`() throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SplitMix(seed: seed)
        let everyone = CaseFixture.staff(7, Set(CaseHand.allCases))
        var rules = CaseFixture.rules()
        rules.separatesHands = false
        for _ in 0..<300 {
            var current = CaseFixture.submitted()
            var at = CaseFixture.monday
            for _ in 0..<30 {
                let action = CaseAction.allCases.randomElement(using: &random)!
                at = at.adding(seconds: Int64.random(in: 60...400_000, using: &random))
                let row = CaseTransition.of(action, from: current.status)
                do {
                    let step = try current.performing(CaseFixture.full(action), by: everyone, at: at, rules)
                    #expect(row?.to == step.after.status, "seed \(seed)")
                    #expect(step.after.version == current.version + 1, "seed \(seed)")
                    #expect(step.event.from == current.status && step.event.to == step.after.status, "seed \(seed)")
                    #expect((step.after.closedAt != nil) == !step.after.status.isOpen, "seed \(seed)")
                    current = step.after
                } catch {
                    #expect(row == nil || error != .notAllowed(current.status, action), "seed \(seed)")
                }
            }
        }
    }
}

/// A small generator with a seed that can be printed.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
